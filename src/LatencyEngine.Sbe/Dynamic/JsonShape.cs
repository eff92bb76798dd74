using System.Text.Json;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Questions about a JSON value that do not depend on a schema. A missing member is the undefined value.
/// </summary>
internal static class JsonShape
{
    private const int ShownCharacters = 40;

    public static JsonElement Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : default;

    public static bool IsNullOrMissing(JsonElement json) =>
        json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>What an absent field, group or var data looks like.</summary>
    public static bool IsEmpty(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.Array => json.GetArrayLength() == 0,
        JsonValueKind.String => json.GetString()!.Length == 0,
        JsonValueKind.Object => !json.EnumerateObject().MoveNext(),
        _ => false,
    };

    /// <summary>A short picture of any value, for messages.</summary>
    public static string Show(JsonElement json)
    {
        var text = json.ValueKind == JsonValueKind.Undefined ? "nothing" : json.GetRawText();
        return text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "...";
    }
}
