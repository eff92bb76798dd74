using System.Text.Json;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Compares values by meaning: 0 equals 0.0, and 64-bit integers are compared digit by digit. No state.
/// </summary>
public static class JsonComparison
{
    /// <summary>
    /// The first place where an expected member is missing or different. The actual object may hold more members:
    /// what a caller
    /// did not expect it did not ask for.
    /// </summary>
    public static string? FirstDifference(JsonElement expected, JsonElement actual, string path = "")
    {
        if (expected.ValueKind != actual.ValueKind) return Describe(expected, actual, path);
        return expected.ValueKind switch
        {
            JsonValueKind.Object => DifferenceInObjects(expected, actual, path),
            JsonValueKind.Array => DifferenceInArrays(expected, actual, path),
            JsonValueKind.Number => SameNumber(expected, actual) ? null : Describe(expected, actual, path),
            JsonValueKind.String => expected.ValueEquals(actual.GetString()) ? null : Describe(expected, actual, path),
            _ => null,
        };
    }

    private static string? DifferenceInObjects(JsonElement expected, JsonElement actual, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var place = $"{path}.{member.Name}";
            if (!actual.TryGetProperty(member.Name, out var value)) return $"{place} is missing";
            if (FirstDifference(member.Value, value, place) is { } difference) return difference;
        }

        return null;
    }

    private static string? DifferenceInArrays(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength()) return Describe(expected, actual, path);
        for (var i = 0; i < expected.GetArrayLength(); i++)
            if (FirstDifference(expected[i], actual[i], $"{path}[{i}]") is { } difference) return difference;
        return null;
    }

    private static bool SameNumber(JsonElement expected, JsonElement actual)
    {
        if (expected.GetRawText() == actual.GetRawText()) return true;
        if (expected.TryGetInt64(out _) && actual.TryGetInt64(out _)) return false;
        if (expected.TryGetUInt64(out _) && actual.TryGetUInt64(out _)) return false;
        return expected.GetDouble().Equals(actual.GetDouble());
    }

    private static string Describe(JsonElement expected, JsonElement actual, string path) =>
        $"{path} is {actual.GetRawText()}; expected {expected.GetRawText()}";
}
