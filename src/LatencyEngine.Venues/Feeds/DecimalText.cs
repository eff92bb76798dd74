namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// Reads decimal numbers from ASCII bytes into scaled integers, exactly or not at all: no floating point, no
/// rounding, no culture. Any thread; no state.
/// </summary>
/// <remarks>
/// A number is an optional minus, one or more digits, and optionally a point followed by one or more digits. Anything
/// else (a plus, a blank, an exponent, a bare point) is refused.
/// </remarks>
public static class DecimalText
{
    /// <summary>The most decimals of a scale; 10^18 is the largest power of ten of a <see cref="long"/>.</summary>
    public const int DecimalsMax = 18;

    /// <summary>Reads a number in units of 10^-<paramref name="decimals"/>.</summary>
    /// <param name="text">The number and nothing around it.</param>
    /// <param name="decimals">0 to <see cref="DecimalsMax"/>.</param>
    /// <returns><c>false</c> when the text is no number, does not fit into ±(2^63-1), or has a digit other than 0
    /// that is too small for the scale.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)decimals, (uint)DecimalsMax, nameof(decimals));
        value = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative) text = text[1..];
        if (!TryTakeDigits(ref text, int.MaxValue, ref value, out var count) || count == 0) return false;
        if (!TryTakeFraction(ref text, decimals, ref value)) return false;
        if (text.Length > 0) return false;
        if (isNegative) value = -value;
        return true;
    }

    /// <summary>Reads a whole number; as <see cref="TryParse"/> without a point.</summary>
    public static bool TryParseWhole(ReadOnlySpan<byte> text, out long value) =>
        TryParse(text, 0, out value) && !text.Contains((byte)'.');

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, int decimals, ref long value)
    {
        var count = 0;
        if (text.Length > 0)
        {
            if (text[0] != '.') return false;
            text = text[1..];
            if (!TryTakeDigits(ref text, decimals, ref value, out count)) return false;
            var zeros = TakeZeros(ref text);
            if (count + zeros == 0) return false;
        }

        return TryScale(decimals - count, ref value);
    }

    private static bool TryTakeDigits(ref ReadOnlySpan<byte> text, int countMax, ref long value, out int count)
    {
        const long SafeMax = (long.MaxValue - 9) / 10;
        var sum = value;
        for (count = 0; count < text.Length && count < countMax; count++)
        {
            var digit = (uint)text[count] - '0';
            if (digit > 9) break;
            if (sum > SafeMax && !TryAppend(sum, digit)) return false;
            sum = (sum * 10) + digit;
        }

        value = sum;
        text = text[count..];
        return true;
    }

    private static bool TryAppend(long sum, uint digit) =>
        sum <= long.MaxValue / 10 && sum * 10 <= long.MaxValue - digit;

    // Zeros below the scale lose nothing.
    private static int TakeZeros(ref ReadOnlySpan<byte> text)
    {
        var zeros = text.IndexOfAnyExcept((byte)'0');
        if (zeros < 0) zeros = text.Length;
        text = text[zeros..];
        return zeros;
    }

    private static bool TryScale(int missingDecimals, ref long value)
    {
        var factor = PowersOfTen[missingDecimals];
        if (value > long.MaxValue / factor) return false;
        value *= factor;
        return true;
    }

    private static ReadOnlySpan<long> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];
}
