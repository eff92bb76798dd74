using System.Globalization;

namespace LatencyEngine.Host.Text;

/// <summary>Times as people read and write them: UTC, ISO 8601, with all nine digits of a second. Pure.</summary>
internal static class NanoTime
{
    public const string Expected = "a UTC time such as 2012-06-21T09:30:00.5, or 09:30:00.5 of the session's first day";

    public const long NanosPerSecond = 1_000_000_000;

    public const long NanosPerDay = 24 * 3_600 * NanosPerSecond;

    private const int FractionDigits = 9;

    private static readonly long FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();

    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static readonly string[] DayFormats =
        ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>The time, or the plain number where no calendar has it.</summary>
    public static string Of(long nanos)
    {
        var seconds = Math.DivRem(nanos, NanosPerSecond, out var rest);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + NanosPerSecond);
        if (seconds < FirstSecond || seconds > LastSecond) return nanos.ToString(CultureInfo.InvariantCulture);
        var second = DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{second}.{rest:000000000}Z");
    }

    /// <summary>The same to the second, for tables.</summary>
    public static string OfSecond(long nanos) => Of(nanos) is { Length: > 20 } whole ? whole[..19].Replace('T', ' ') : Of(nanos);

    public static bool TryParse(string text, out long nanos)
    {
        nanos = 0;
        if (!TrySplit(text.TrimEnd('Z'), out var whole, out var fraction)) return false;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(whole, DayFormats, CultureInfo.InvariantCulture, utc, out var time)) return false;
        return TryAdd(time.ToUnixTimeSeconds(), fraction, out nanos);
    }

    /// <summary>A time of day, from midnight.</summary>
    public static bool TryParseOfDay(string text, out long nanos)
    {
        nanos = 0;
        return TrySplit(text, out var whole, out var fraction)
            && TimeOnly.TryParseExact(whole, ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && TryAdd((long)time.ToTimeSpan().TotalSeconds, fraction, out nanos);
    }

    private static bool TrySplit(string text, out string whole, out long fraction)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        (whole, fraction) = (point < 0 ? text : text[..point], 0);
        if (point < 0) return true;
        var digits = text[(point + 1)..];
        return digits.Length is > 0 and <= FractionDigits
            && long.TryParse(digits.PadRight(FractionDigits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out fraction);
    }

    private static bool TryAdd(long seconds, long fraction, out long nanos)
    {
        var sum = ((Int128)seconds * NanosPerSecond) + fraction;
        nanos = (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);
        return sum == nanos;
    }
}
