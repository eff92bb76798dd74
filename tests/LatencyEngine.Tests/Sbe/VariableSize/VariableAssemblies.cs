using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LatencyEngine.Sbe.Generation;
using LatencyEngine.Tests.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>The four golden schemas, generated and compiled once each with the drivers of these tests.</summary>
internal static class VariableAssemblies
{
    private static readonly Dictionary<string, Lazy<GoldenCode>> _schemas = new(StringComparer.Ordinal)
    {
        ["golden-v0.xml"] = new(() => Build("golden-v0.xml", "Golden.V0", "GoldenTradingV0", 0)),
        ["golden-v2.xml"] = new(() => Build("golden-v2.xml", "Golden.Trading", "GoldenTrading", 2, ViolationDriver.Source)),
        ["golden-v3.xml"] = new(() => Build("golden-v3.xml", "Golden.V3", "GoldenTradingV3", 3)),
        ["golden-be-v2.xml"] = new(() => Build("golden-be-v2.xml", "Golden.Be", "GoldenTradingBe", 2)),
    };

    public static GoldenCode For(string schemaFile) => _schemas[schemaFile].Value;

    private static GoldenCode Build(string file, string name, string package, int version, params string[] more) => new(
        GeneratedAssembly.OfFile(
            GoldenVectors.SchemaPath(file),
            new GenerationOptions { Namespace = name, HotPath = true },
            [VariableDriver.SourceFor(name, version), .. more]),
        name,
        $"{name}.{package}Messages");
}

/// <summary>The generated code of one golden schema, as its tests call it.</summary>
internal sealed record GoldenCode(GeneratedAssembly Generated, string Namespace, string Messages)
{
    private delegate bool TryWriteJson(ReadOnlySpan<byte> source, Utf8JsonWriter writer, out byte status);

    public delegate int Validate(byte[] buffer, int offset, int length, out int consumed);

    public delegate long Read(byte[] buffer, int offset, int length);

    public T Driver<T>(string method)
        where T : Delegate => Generated.Method<T>($"{Namespace}.Driver", method);

    public string StatusName(int status) => Enum.GetName(Generated.Type($"{Namespace}.SbeStatus"), (byte)status)!;

    /// <summary>The message as JSON, or the name of the status that refused it.</summary>
    public JsonNode Json(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        var isRead = Generated.Method<TryWriteJson>(Messages, "TryWriteJson")(bytes, writer, out var status);
        writer.Flush();
        if (isRead) return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!;
        Assert.Equal(0, stream.Length);
        return JsonValue.Create(StatusName(status));
    }
}
