using System.Text;
using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe;

/// <summary>The interpreter with JSON as text, as tests like it.</summary>
internal static class Codec
{
    public static (string Json, DecodedMessage Result) Decode(
        MessageSchema schema, ReadOnlySpan<byte> bytes, bool includeRaw = false)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        var result = new MessageDecoder(schema).Decode(bytes, json, new DecodeOptions(includeRaw));
        json.Flush();
        return (Encoding.UTF8.GetString(stream.ToArray()), result);
    }

    public static byte[] Encode(
        MessageSchema schema, string message, string json, EncodeOptions options = default) =>
        new MessageEncoder(schema).Encode(message, Parse(json), options);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
