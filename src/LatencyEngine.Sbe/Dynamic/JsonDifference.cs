using System.Text.Json;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Compares JSON by meaning: the order of members and the spelling of numbers do not count; every digit of a
/// whole number does.
/// </summary>
public sealed class JsonDifference
{
    private readonly Func<string, bool> _mayBeExtra;

    private JsonDifference(Func<string, bool> mayBeExtra) => _mayBeExtra = mayBeExtra;

    /// <summary>The first difference with its path, or null where both mean the same.</summary>
    /// <param name="expected">What there should be.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="mayBeExtra">Names of members that <paramref name="actual"/> may have in addition.</param>
    public static string? Find(
        JsonElement expected, JsonElement actual, Func<string, bool>? mayBeExtra = null) =>
        new JsonDifference(mayBeExtra ?? (_ => false)).Compare(expected, actual, "$");

    private string? Compare(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind) return Describe(expected, actual, path);
        return expected.ValueKind switch
        {
            JsonValueKind.Object => CompareObjects(expected, actual, path),
            JsonValueKind.Array => CompareArrays(expected, actual, path),
            _ => IsSameScalar(expected, actual) ? null : Describe(expected, actual, path),
        };
    }

    private string? CompareObjects(JsonElement expected, JsonElement actual, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var found = JsonShape.Member(actual, member.Name);
            if (Compare(member.Value, found, $"{path}.{member.Name}") is { } difference) return difference;
        }
        foreach (var member in actual.EnumerateObject())
            if (!expected.TryGetProperty(member.Name, out _) && !_mayBeExtra(member.Name))
                return Describe(default, member.Value, $"{path}.{member.Name}");
        return null;
    }

    private string? CompareArrays(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength()) return Describe(expected, actual, path);
        for (var i = 0; i < expected.GetArrayLength(); i++)
            if (Compare(expected[i], actual[i], $"{path}[{i}]") is { } difference) return difference;
        return null;
    }

    private static bool IsSameScalar(JsonElement expected, JsonElement actual) => expected.ValueKind switch
    {
        JsonValueKind.String => expected.GetString() == actual.GetString(),
        JsonValueKind.Number => IsSameNumber(expected, actual),
        _ => true,
    };

    private static bool IsSameNumber(JsonElement expected, JsonElement actual) =>
        WireNumber.ReadInteger(expected) is { } whole && WireNumber.ReadInteger(actual) is { } other
            ? whole == other
            : expected.GetDouble().Equals(actual.GetDouble());

    private static string Describe(JsonElement expected, JsonElement actual, string path) =>
        $"{path}: expected {JsonShape.Show(expected)}, found {JsonShape.Show(actual)}";
}
