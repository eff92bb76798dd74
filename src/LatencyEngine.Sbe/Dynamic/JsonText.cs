using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Text on the wire as JSON and back without loss: bytes that the encoding cannot read become <c>{"hex": "…"}</c>.
/// Any thread;
/// no state.
/// </summary>
internal static class JsonText
{
    private const string HexMember = "hex";

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> bytes, string? encodingName)
    {
        try
        {
            var text = Find(encodingName).GetString(bytes);
            json.WriteStringValue(text);
        }
        catch (DecoderFallbackException)
        {
            json.WriteStartObject();
            json.WriteString(HexMember, Convert.ToHexStringLower(bytes));
            json.WriteEndObject();
        }
    }

    public static byte[] Read(JsonElement value, string path, string? encodingName)
    {
        if (value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(HexMember, out var hex))
            return ReadHex(hex, path);
        if (value.ValueKind != JsonValueKind.String)
            throw new SbeEncodeException(path, $"{value.GetRawText()}; expected a string");
        try
        {
            return Find(encodingName).GetBytes(value.GetString()!);
        }
        catch (EncoderFallbackException)
        {
            var name = encodingName ?? TextEncoding.DefaultName;
            throw new SbeEncodeException(path, $"{value.GetRawText()} has characters that {name} has not");
        }
    }

    public static byte[] ReadHex(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind != JsonValueKind.String)
            throw new SbeEncodeException(path, $"{value.GetRawText()}; expected a string of hex digits");
        try
        {
            return Convert.FromHexString(value.GetString()!);
        }
        catch (FormatException)
        {
            throw new SbeEncodeException(path, $"{value.GetRawText()}; expected pairs of hex digits");
        }
    }

    /// <summary>An encoding that .NET does not know is read byte by byte, which at least loses nothing.</summary>
    private static Encoding Find(string? encodingName) => TextEncoding.Find(encodingName) ?? Encoding.Latin1;
}
