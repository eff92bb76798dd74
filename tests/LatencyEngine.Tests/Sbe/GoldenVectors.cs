using System.Text.Json;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe;

/// <summary>
/// The golden messages and hostile inputs of the shared data, made by genuine codecs of the standard.
/// </summary>
internal static class GoldenVectors
{
    public static IReadOnlyList<GoldenVector> All { get; } = Load("vectors.json");

    public static IReadOnlyList<GoldenVector> Malformed { get; } = Load("malformed.json");

    public static GoldenVector Find(string name) => All.Concat(Malformed).Single(v => v.Name == name);

    public static MessageSchema Schema(string fileName)
    {
        var result = SchemaReader.ReadFile(SharedData.PathOf("sbe", "schemas", fileName));
        Assert.Empty(result.Errors);
        return result.Schema!;
    }

    private static List<GoldenVector> Load(string fileName)
    {
        if (!SharedData.Exists) return [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("sbe", fileName)));
        return [.. json.RootElement.EnumerateArray().Select(e => new GoldenVector(e.Clone()))];
    }
}
