using System.Text.Json.Nodes;
using LatencyEngine.Sbe.Generation;
using LatencyEngine.Tests.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>
/// The four golden schemas, generated and compiled once each with the drivers of these tests.
/// </summary>
internal static class VariableAssemblies
{
    private static readonly Dictionary<string, Lazy<GoldenCode>> _schemas = new(StringComparer.Ordinal)
    {
        ["golden-v0.xml"] = new(() => Build("golden-v0.xml", "Golden.V0", "GoldenTradingV0", 0)),
        ["golden-v2.xml"] = new(() =>
            Build("golden-v2.xml", "Golden.Trading", "GoldenTrading", 2, ViolationDriver.Source)),
        ["golden-v3.xml"] = new(() => Build("golden-v3.xml", "Golden.V3", "GoldenTradingV3", 3)),
        ["golden-be-v2.xml"] = new(() => Build("golden-be-v2.xml", "Golden.Be", "GoldenTradingBe", 2)),
    };

    public static GoldenCode For(string schemaFile) => _schemas[schemaFile].Value;

    private static GoldenCode Build(
        string file, string name, string package, int version, params string[] more) => new(
        GeneratedAssembly.OfFile(
            CodecVectors.SchemaPath(file),
            new GenerationOptions { Namespace = name, HotPath = true, Dtos = true },
            [VariableDriver.SourceFor(name, $"{package}Messages", version), .. more]),
        name);
}

/// <summary>The generated code of one golden schema, as its tests call it.</summary>
internal sealed record GoldenCode(GeneratedAssembly Generated, string Namespace)
{
    public delegate int Validate(byte[] buffer, int offset, int length, out int consumed);

    public delegate long Read(byte[] buffer, int offset, int length);

    public T Driver<T>(string method)
        where T : Delegate => Generated.Method<T>($"{Namespace}.Driver", method);

    public string StatusName(
        int status) => Enum.GetName(Generated.Type($"{Namespace}.SbeStatus"), (byte)status)!;

    /// <summary>The message as JSON; a refused one as a string, the name of the status.</summary>
    public JsonNode Json(byte[] bytes)
    {
        var text = Driver<Func<byte[], string>>("Json")(bytes);
        return text[0] == '?' ? JsonValue.Create(text[1..]) : JsonNode.Parse(text)!;
    }
}
