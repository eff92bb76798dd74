using System.Globalization;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The engine's scaled integers as a screen shows them: exact, and never wider than asked for. Pure.</summary>
internal static class ScreenText
{
    /// <summary>Where there is nothing to show.</summary>
    public const string None = "-";

    private const long Nano = 1_000_000_000;
    private const int PriceDecimals = 9;
    private const int DecimalsShown = 3;
    private const decimal Smallest = 0.001m;

    private static readonly string[] Suffixes = ["k", "M", "G", "T", "P", "E"];

    private static readonly decimal[] Powers = [.. Enumerable.Range(0, 19).Select(power => (decimal)Math.Pow(10, power))];

    /// <summary>With the decimals of its tick, or more where it has more.</summary>
    /// <param name="price">In 1e-9 of the currency unit.</param>
    /// <param name="tickSize">In 1e-9; 0 where it is not known.</param>
    public static string Price(long? price, long tickSize)
    {
        if (price is not { } known) return None;
        var decimals = Math.Max(DecimalsOf(tickSize), DecimalsOf(known));
        return (known / (decimal)Nano).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>Money with two decimals, shortened where it would not fit.</summary>
    /// <param name="money">In 1e-6 of the currency unit.</param>
    public static string Money(Int128? money, int width) =>
        money is { } known ? Fit((decimal)known / 1_000_000m, 2, width) : None;

    /// <summary>A quantity in whole units.</summary>
    public static string Quantity(Int128 lots, int lotExponent, int width)
    {
        var exponent = Math.Clamp(lotExponent, -9, 9);
        var units = exponent >= 0 ? (decimal)lots * Powers[exponent] : (decimal)lots / Powers[-exponent];
        var exact = units.ToString("#,0.#########", CultureInfo.InvariantCulture);
        if (exact.Length <= width) return exact;
        return Math.Abs(units) < Smallest && units != 0
            ? units.ToString("0.0e-0", CultureInfo.InvariantCulture) // Something is never nothing.
            : Fit(units, Math.Clamp(-exponent, 0, DecimalsShown), width);
    }

    public static string Count(Int128 count, int width) => Fit((decimal)count, 0, width);

    /// <summary>Signed, in percent, without the sign of percent.</summary>
    /// <param name="rate">In 1e-9.</param>
    public static string Change(long? rate) =>
        rate is { } known ? (known / 10_000_000m).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : None;

    /// <summary>In whole percent, cut: what is 100 % is really used up.</summary>
    public static string Percent(long? rate) =>
        rate is { } known ? (known / 10_000_000).ToString(CultureInfo.InvariantCulture) + "%" : None;

    /// <summary>How long ago, in at most five characters: 0.3s, 12s, 59m, 23h, 400d.</summary>
    public static string Age(long? nanos)
    {
        if (nanos is not { } known) return None;
        var seconds = known / (double)Nano;
        return seconds switch
        {
            < 10 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + "s",
            < 60 => Whole(seconds) + "s",
            < 3_600 => Whole(seconds / 60) + "m",
            < 86_400 => Whole(seconds / 3_600) + "h",
            _ => Whole(seconds / 86_400) + "d",
        };
    }

    /// <summary>Time of day, UTC, with milliseconds.</summary>
    /// <param name="nanos">Since the epoch; nothing else has a time of day.</param>
    public static string TimeOfDay(long nanos) => nanos <= 0
        ? None
        : new TimeOnly(nanos % (86_400 * Nano) / 100).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The same, with milliseconds where there is room for them.</summary>
    public static string TimeOfDay(long nanos, int width) =>
        TimeOfDay(nanos) is var time && time.Length <= width ? time : Second(nanos);

    /// <summary>The same without milliseconds.</summary>
    public static string Second(long nanos) => TimeOfDay(nanos) is { Length: > 8 } time ? time[..8] : None;

    /// <summary>The number with thousands, without them, with a suffix; whichever fits first.</summary>
    private static string Fit(decimal number, int decimals, int width)
    {
        var full = number.ToString("N" + decimals, CultureInfo.InvariantCulture);
        if (full.Length <= width) return full;
        var plain = number.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return plain.Length <= width ? plain : Shorten(number, width);
    }

    private static string Shorten(decimal number, int width)
    {
        var step = -1;
        while (step < Suffixes.Length - 1 && (Math.Abs(number) >= 999.5m || step < 0))
            (number, step) = (number / 1_000, step + 1);
        for (var decimals = 2; decimals > 0; decimals--)
        {
            var text = number.ToString("F" + decimals, CultureInfo.InvariantCulture) + Suffixes[step];
            if (text.Length <= width) return text;
        }

        return number.ToString("F0", CultureInfo.InvariantCulture) + Suffixes[step];
    }

    private static string Whole(double number) => Math.Floor(number).ToString(CultureInfo.InvariantCulture);

    private static int DecimalsOf(long price)
    {
        if (price == 0) return 0;
        var decimals = PriceDecimals;
        for (; decimals > 0 && price % 10 == 0; price /= 10) decimals--;
        return decimals;
    }
}
