using System.Globalization;

namespace LatencyEngine.Host.Text;

/// <summary>The engine's scaled integers as people read them. Cold; exact, no floating point.</summary>
internal static class Amounts
{
    /// <summary>Money with two decimals, rounded half away from zero, and thousands.</summary>
    public static string Money(Int128 money)
    {
        var unit = Int128.CopySign(5_000, money == 0 ? 1 : money);
        var cents = (money + unit) / 10_000;
        var whole = Int128.Abs(cents) / 100;
        var rest = Int128.Abs(cents) % 100;
        var sign = cents < 0 ? "-" : "";
        return $"{sign}{((decimal)whole).ToString("N0", CultureInfo.InvariantCulture)}.{(int)rest:00}";
    }

    /// <summary>A price with as many decimals as it needs, at least two.</summary>
    public static string Price(long price)
    {
        var scaled = new decimal(price) / 1_000_000_000m;
        return scaled.ToString("#,0.00#######", CultureInfo.InvariantCulture);
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A quantity of lots in whole units.</summary>
    public static string Quantity(long lots, int lotExponent) =>
        lotExponent >= 0
            ? Count(lots * (long)Math.Pow(10, lotExponent))
            : (lots / (decimal)Math.Pow(10, -lotExponent)).ToString("#,0.#########", CultureInfo.InvariantCulture);
}
