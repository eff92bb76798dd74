using LatencyEngine.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>The golden schemas, generated and compiled once each as a hot room would have them.</summary>
internal static class GoldenAssemblies
{
    private const string LittleEndianFile = "golden-v2.xml";
    private const string BigEndianFile = "golden-be-v2.xml";

    private static readonly Lazy<GeneratedAssembly> _little = new(() => Build(LittleEndianFile, "Golden.Trading"));

    private static readonly Lazy<GeneratedAssembly> _big = new(() => Build(BigEndianFile, "Golden.Trading.Be"));

    /// <summary>The class with all messages, and the driver, for a schema's file.</summary>
    public static (GeneratedAssembly Generated, string Messages, string Driver) For(string schema) =>
        schema == BigEndianFile
            ? (_big.Value, "Golden.Trading.Be.GoldenTradingBeMessages", "Golden.Trading.Be.Driver")
            : (_little.Value, "Golden.Trading.GoldenTradingMessages", "Golden.Trading.Driver");

    private static GeneratedAssembly Build(string file, string name) => GeneratedAssembly.OfFile(
        CodecVectors.SchemaPath(file),
        new GenerationOptions { Namespace = name, HotPath = true },
        GoldenDriver.Source
            .Replace("NAMESPACE", name, StringComparison.Ordinal)
            .Replace("MESSAGES", name.Replace(".", "", StringComparison.Ordinal) + "Messages", StringComparison.Ordinal));
}
