using System.Text;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The character encodings that a schema may name, as .NET encodings that refuse what they cannot carry.
/// </summary>
public static class TextEncoding
{
    private static readonly Encoding? Ascii = Strict("us-ascii");
    private static readonly Encoding? Utf8 = Strict("utf-8");
    private static readonly Encoding? Latin1 = Strict("iso-8859-1");

    /// <summary>What text without a characterEncoding is: the standard's default.</summary>
    public const string DefaultName = "ASCII";

    /// <summary>
    /// The encoding called <paramref name="name"/> (IANA's names and their aliases), or null where .NET knows
    /// none. It throws <see cref="EncoderFallbackException"/> and <see cref="DecoderFallbackException"/> on
    /// what does not fit.
    /// </summary>
    public static Encoding? Find(string? name) => (name ?? DefaultName).Trim().ToUpperInvariant() switch
    {
        "ASCII" or "US-ASCII" => Ascii,
        "UTF-8" or "UTF8" => Utf8,
        "ISO-8859-1" or "LATIN1" or "ISO8859_1" or "8859_1" => Latin1,
        var other => Strict(other),
    };

    private static Encoding? Strict(string name)
    {
        var encoder = EncoderFallback.ExceptionFallback;
        var decoder = DecoderFallback.ExceptionFallback;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder)
                ?? Encoding.GetEncoding(name, encoder, decoder);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
