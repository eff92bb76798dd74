using System.Text.Json.Nodes;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>
/// One golden vector: bytes of a genuine encoder, and the values that a version 2 decoder must see.
/// </summary>
internal sealed record CodecVector(string Name, string Schema, string Message, byte[] Bytes, JsonObject? Values)
{
    public override string ToString() => Name;
}

/// <summary>The golden vectors of the shared data, read once. Empty where the data is absent.</summary>
internal static class CodecVectors
{
    public static IReadOnlyList<CodecVector> All { get; } = Read("vectors.json");

    public static IReadOnlyList<CodecVector> Malformed { get; } = Read("malformed.json");

    public static CodecVector Named(string name) => All.Single(vector => vector.Name == name);

    public static string SchemaPath(string file) => SharedData.PathOf("sbe", "schemas", file);

    private static CodecVector[] Read(string file) =>
        SharedData.Exists
            ? [.. JsonNode.Parse(File.ReadAllText(SharedData.PathOf("sbe", file)))!.AsArray().Select(Of)]
            : [];

    private static CodecVector Of(JsonNode? vector) => new(
        (string)vector!["name"]!,
        (string)(vector["decodedWith"] ?? vector["schema"])!,
        (string?)vector["message"] ?? "",
        Convert.FromHexString((string)vector["hex"]!),
        vector["values"]?.AsObject());
}

/// <summary>The values of a vector as this project's JSON has them.</summary>
internal static class GoldenValues
{
    private const int KnownTickFlags = 0b1000_0111;

    /// <summary>
    /// The vectors carry the flags of a tick twice, as names and as a number. This project has the number only where a
    /// bit has no name.
    /// </summary>
    public static JsonObject Of(CodecVector vector)
    {
        var values = vector.Values!.DeepClone().AsObject();
        if (values["flagsRaw"] is { } raw && ((int)raw & ~KnownTickFlags) == 0) values.Remove("flagsRaw");
        return values;
    }
}
