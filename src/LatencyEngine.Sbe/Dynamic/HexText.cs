namespace LatencyEngine.Sbe.Dynamic;

/// <summary>
/// Messages as people store them: raw bytes, or hex digits with white space anywhere. A file of nothing but
/// hex digits is hex; a real message is never that, since its header has bytes below the digits.
/// </summary>
public static class HexText
{
    /// <summary>The bytes that the content of a file stands for.</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> content)
    {
        var digits = new char[content.Length];
        var count = 0;
        foreach (var b in content)
        {
            if (char.IsWhiteSpace((char)b)) continue;
            if (!char.IsAsciiHexDigit((char)b)) return content.ToArray();
            digits[count++] = (char)b;
        }
        var isHex = count > 0 && count % 2 == 0;
        return isHex ? Convert.FromHexString(digits.AsSpan(0, count)) : content.ToArray();
    }
}
