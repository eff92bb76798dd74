using System.Globalization;
using System.Text.Json;

namespace LatencyEngine.Tests.Sbe;

/// <summary>
/// Equality of JSON by meaning: order of members and spelling of numbers do not count, digits do.
/// </summary>
internal static class JsonAssert
{
    public static void Equal(JsonElement expected, JsonElement actual, string path = "$")
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{path}: expected {expected}, found {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object: EqualObjects(expected, actual, path); break;
            case JsonValueKind.Array: EqualArrays(expected, actual, path); break;
            default: Assert.True(IsSameScalar(expected, actual), $"{path}: {expected} / {actual}"); break;
        }
    }

    private static void EqualObjects(JsonElement expected, JsonElement actual, string path)
    {
        var names = expected.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal);
        Assert.Equal(names, actual.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        foreach (var member in expected.EnumerateObject())
            Equal(member.Value, actual.GetProperty(member.Name), $"{path}.{member.Name}");
    }

    private static void EqualArrays(JsonElement expected, JsonElement actual, string path)
    {
        Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{path}: {expected} / {actual}");
        for (var i = 0; i < expected.GetArrayLength(); i++) Equal(expected[i], actual[i], $"{path}[{i}]");
    }

    private static bool IsSameScalar(JsonElement expected, JsonElement actual) =>
        expected.ValueKind == JsonValueKind.Number
            ? IsSameNumber(expected, actual)
            : expected.ToString() == actual.ToString();

    private static bool IsSameNumber(JsonElement expected, JsonElement actual)
    {
        var (left, right) = (expected.GetRawText(), actual.GetRawText());
        var isWhole = Int128.TryParse(left, CultureInfo.InvariantCulture, out var whole);
        return isWhole && Int128.TryParse(right, CultureInfo.InvariantCulture, out var other)
            ? whole == other
            : expected.GetDouble().Equals(actual.GetDouble());
    }
}
