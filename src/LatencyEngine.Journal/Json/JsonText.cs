using System.Text.Unicode;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// Bytes of messages as JSON strings, in place. Arrays of characters are Latin-1, so that every byte has a character of
/// its own; var data are UTF-8. PostgreSQL's jsonb has no NUL: text that contains one has no JSON form.
/// </summary>
internal static class JsonText
{
    /// <summary>The longest array of characters or bytes.</summary>
    public const int ArrayMax = 64;

    /// <summary>Bytes of the longest escape of one byte.</summary>
    public const int EscapeMax = 6;

    /// <summary>Bytes of the longest array when each character is escaped.</summary>
    public const int Max = ArrayMax * EscapeMax;

    /// <summary>Bytes of the longest number, sign included.</summary>
    public const int NumberMax = 20;

    /// <summary>Writes an array of characters without the zeros that fill it up.</summary>
    /// <returns>The length; -1 when there is a zero before the last character.</returns>
    public static int WriteLatin1(ReadOnlySpan<byte> characters, Span<byte> json)
    {
        var text = characters.TrimEnd((byte)0);
        if (text.Contains((byte)0)) return -1;
        var length = 0;
        json[length++] = (byte)'"';
        foreach (var character in text)
        {
            if (character < 0x80)
            {
                length += WriteAscii(character, json[length..]);
                continue;
            }

            json[length++] = (byte)(0xC0 | (character >> 6));
            json[length++] = (byte)(0x80 | (character & 0x3F));
        }

        json[length++] = (byte)'"';
        return length;
    }

    /// <summary>Writes UTF-8.</summary>
    /// <returns>The length; -1 when the bytes are no UTF-8 or contain a zero.</returns>
    public static int WriteUtf8(ReadOnlySpan<byte> text, Span<byte> json)
    {
        if (!Utf8.IsValid(text) || text.Contains((byte)0)) return -1;
        var length = 0;
        json[length++] = (byte)'"';
        foreach (var unit in text)
        {
            if (unit < 0x80) length += WriteAscii(unit, json[length..]);
            else json[length++] = unit;
        }

        json[length++] = (byte)'"';
        return length;
    }

    /// <summary>Turns UTF-8 into characters of a byte each.</summary>
    /// <returns>False when there is a character above U+00FF or more of them than there is room.</returns>
    public static bool TryReadLatin1(ReadOnlySpan<byte> utf8, Span<byte> characters)
    {
        var count = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            int character = utf8[i];
            if (character >= 0x80)
            {
                if (character > 0xC3 || ++i == utf8.Length) return false;
                character = ((character & 0x1F) << 6) | (utf8[i] & 0x3F);
            }

            if (character == 0 || count == characters.Length) return false;
            characters[count++] = (byte)character;
        }

        return true;
    }

    private static int WriteAscii(byte character, Span<byte> json)
    {
        if (character >= 0x20 && character != '"' && character != '\\')
        {
            json[0] = character;
            return 1;
        }

        json[0] = (byte)'\\';
        if (character >= 0x20)
        {
            json[1] = character;
            return 2;
        }

        "u00"u8.CopyTo(json[1..]);
        json[4] = Digit(character >> 4);
        json[5] = Digit(character & 0xF);
        return EscapeMax;
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
