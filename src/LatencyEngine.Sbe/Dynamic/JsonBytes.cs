using System.Text.Json;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Reads text and raw bytes from JSON.</summary>
internal sealed class JsonBytes(WirePath path)
{
    /// <summary>The bytes of text, or of the object that stands for bytes that are no text.</summary>
    public byte[] ReadText(JsonElement json, string? encoding, long bytesMax) => json.ValueKind switch
    {
        JsonValueKind.String => Limit(Encode(json, encoding), bytesMax),
        JsonValueKind.Object => Limit(ReadHex(JsonShape.Member(json, WireText.BytesMember)), bytesMax),
        _ => throw Refuse($"{JsonShape.Show(json)}; expected a string"),
    };

    /// <summary>The bytes of a hex string.</summary>
    public byte[] ReadHex(JsonElement json, long bytesMax = int.MaxValue)
    {
        if (json.ValueKind != JsonValueKind.String)
            throw Refuse($"{JsonShape.Show(json)}; expected a hex string");
        try
        {
            return Limit(Convert.FromHexString(json.GetString()!), bytesMax);
        }
        catch (FormatException)
        {
            throw Refuse($"{JsonShape.Show(json)}; expected an even number of hex digits");
        }
    }

    private byte[] Encode(JsonElement json, string? encoding) =>
        WireText.TryEncode(json.GetString()!, encoding)
        ?? throw Refuse($"{JsonShape.Show(json)} has characters outside "
            + (encoding ?? TextEncoding.DefaultName));

    private byte[] Limit(byte[] bytes, long bytesMax) => bytes.Length <= bytesMax
        ? bytes
        : throw Refuse($"{bytes.Length} bytes; expected at most {bytesMax}");

    private SbeEncodeException Refuse(string reason) => new(path.ToString(), reason);
}
