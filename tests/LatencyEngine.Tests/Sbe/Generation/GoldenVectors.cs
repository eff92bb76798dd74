using System.Text.Json.Nodes;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>One golden vector: bytes of a genuine encoder, and the values that a version 2 decoder must see.</summary>
internal sealed record GoldenVector(string Name, string Schema, string Message, byte[] Bytes, JsonObject? Values)
{
    public override string ToString() => Name;
}

/// <summary>The golden vectors of the shared data, read once. Empty where the data is absent.</summary>
internal static class GoldenVectors
{
    public static IReadOnlyList<GoldenVector> All { get; } = Read("vectors.json");

    public static IReadOnlyList<GoldenVector> Malformed { get; } = Read("malformed.json");

    public static GoldenVector Named(string name) => All.Single(vector => vector.Name == name);

    public static string SchemaPath(string file) => SharedData.PathOf("sbe", "schemas", file);

    private static GoldenVector[] Read(string file) =>
        SharedData.Exists
            ? [.. JsonNode.Parse(File.ReadAllText(SharedData.PathOf("sbe", file)))!.AsArray().Select(Of)]
            : [];

    private static GoldenVector Of(JsonNode? vector) => new(
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
    /// The vectors carry the flags of a tick twice, as names and as a number. This project has the number only for the
    /// bits that have no name, at the end of the list.
    /// </summary>
    public static JsonObject Of(GoldenVector vector)
    {
        var values = vector.Values!.DeepClone().AsObject();
        if (!values.Remove("flagsRaw", out var raw)) return values;
        var unnamed = (int)raw! & ~KnownTickFlags;
        if (unnamed != 0) values["flags"]!.AsArray().Add(unnamed);
        return values;
    }
}
