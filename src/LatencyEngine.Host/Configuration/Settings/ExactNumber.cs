using System.Globalization;

namespace LatencyEngine.Host.Configuration.Settings;

/// <summary>
/// Decimal text to scaled integers and back, exactly: a digit that the scale cannot hold is refused, never rounded. Pure.
/// </summary>
public static class ExactNumber
{
    private const int DigitsMax = 36;

    private const int ExponentMax = 36;

    /// <summary>Reads text such as <c>-12.5</c> or <c>1e6</c>.</summary>
    /// <param name="scale">Digits after the point that the result counts in.</param>
    public static bool TryParse(ReadOnlySpan<char> text, int scale, out Int128 value)
    {
        value = 0;
        var isNegative = text.StartsWith("-");
        if (isNegative) text = text[1..];
        if (!TryTakeExponent(ref text, out var exponent)) return false;
        if (!TryReadDigits(text, out var digits, out var fractionDigits)) return false;
        if (!TryShift(digits, scale + exponent - fractionDigits, out value)) return false;
        if (isNegative) value = -value;
        return true;
    }

    /// <summary>The shortest text that reads back as the same value.</summary>
    public static string Format(Int128 value, int scale)
    {
        var digits = Int128.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var whole = digits[..^scale];
        var fraction = digits[^scale..].TrimEnd('0');
        return (value < 0 ? "-" : "") + (fraction.Length == 0 ? whole : $"{whole}.{fraction}");
    }

    private static bool TryTakeExponent(ref ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var at = text.IndexOfAny('e', 'E');
        if (at < 0) return true;
        var part = text[(at + 1)..];
        text = text[..at];
        return int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && Math.Abs(exponent) <= ExponentMax;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out Int128 digits, out int fractionDigits)
    {
        digits = 0;
        var point = text.IndexOf('.');
        fractionDigits = point < 0 ? 0 : text.Length - point - 1;
        var hasDigitsAround = text.Length > 0 && point != 0 && point != text.Length - 1;
        if (!hasDigitsAround || text.Length > DigitsMax) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == point) continue;
            if (!char.IsAsciiDigit(text[i])) return false;
            digits = (digits * 10) + (text[i] - '0');
        }
        return true;
    }

    private static bool TryShift(Int128 digits, int places, out Int128 value)
    {
        value = digits;
        var largest = Int128.MaxValue / 10;
        for (; places > 0 && value <= largest && value != 0; places--) value *= 10;
        for (; places < 0 && value % 10 == 0 && value != 0; places++) value /= 10;
        return places == 0 || value == 0;
    }
}
