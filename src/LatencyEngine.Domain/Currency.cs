using System.Text;

namespace LatencyEngine.Domain;

/// <summary>
/// A currency by its code: up to 8 ASCII letters and digits, the first in the lowest byte. Any thread; a value.
/// </summary>
public readonly record struct Currency(ulong Code)
{
    public const int CodeCharactersMax = 8;

    public static readonly Currency Usd = Of("USD");

    /// <summary>The code of a text such as <c>USD</c>.</summary>
    /// <exception cref="FormatException">Not 1 to 8 ASCII letters or digits.</exception>
    [ColdPath("text is for configuration and people")]
    public static Currency Of(string text) =>
        TryParse(text, out var currency)
            ? currency
            : throw new FormatException($"'{text}' is no currency: expected 1 to {CodeCharactersMax} letters or digits.");

    [ColdPath("text is for configuration and people")]
    public static bool TryParse(string? text, out Currency currency)
    {
        currency = default;
        if (text is null || text.Length is 0 or > CodeCharactersMax) return false;
        ulong code = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiLetterOrDigit(text[i])) return false;
            code = (code << 8) | text[i];
        }

        currency = new Currency(code);
        return true;
    }

    [ColdPath("text is for people")]
    public override string ToString()
    {
        Span<byte> characters = stackalloc byte[CodeCharactersMax];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(characters, Code);
        return Encoding.ASCII.GetString(characters[..(characters.IndexOf((byte)0) is var end and >= 0 ? end : CodeCharactersMax)]);
    }
}
