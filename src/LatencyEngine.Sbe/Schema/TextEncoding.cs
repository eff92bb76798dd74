using System.Text;

namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The character encodings that a schema may name, as .NET encodings that refuse what they cannot carry.
/// </summary>
public static class TextEncoding
{
    /// <summary>What text without a characterEncoding is: the standard's default.</summary>
    public const string DefaultName = "ASCII";

    /// <summary>
    /// The encoding called <paramref name="name"/> (IANA's names and their aliases), or null where .NET knows
    /// none. It throws <see cref="EncoderFallbackException"/> and <see cref="DecoderFallbackException"/> on
    /// what does not fit.
    /// </summary>
    public static Encoding? Find(string? name) => (name ?? DefaultName).Trim().ToUpperInvariant() switch
    {
        "ASCII" or "US-ASCII" => Strict("us-ascii"),
        "UTF8" => Strict("utf-8"),
        "LATIN1" or "ISO8859_1" or "8859_1" => Strict("iso-8859-1"),
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
