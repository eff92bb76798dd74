using System.Text;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Text as bytes of the encoding that the schema names. Bytes that are not text of that encoding are never
/// guessed at: JSON then carries them as <c>{"bytes": "hex"}</c>, which encodes to the same bytes.
/// </summary>
internal static class WireText
{
    public const string BytesMember = "bytes";

    /// <summary>The text, or null when the bytes do not come back from it.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes, string? encodingName)
    {
        if (TextEncoding.Find(encodingName) is not { } encoding) return null;
        try
        {
            var text = encoding.GetString(bytes);
            return encoding.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : null;
        }
        catch (ArgumentException) // Both fallback exceptions are.
        {
            return null;
        }
    }

    /// <summary>The bytes, or null when a character has none in the encoding.</summary>
    public static byte[]? TryEncode(string text, string? encodingName)
    {
        try
        {
            return TextEncoding.Find(encodingName)?.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes without the NULs that pad a fixed array at its end.</summary>
    public static ReadOnlySpan<byte> TrimPadding(ReadOnlySpan<byte> bytes) => bytes.TrimEnd((byte)0);
}
