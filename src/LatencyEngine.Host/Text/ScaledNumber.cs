using System.Globalization;

namespace LatencyEngine.Host.Text;

/// <summary>Scaled integers as plain decimals, exactly and without thousands, for files and conditions. Pure.</summary>
internal static class ScaledNumber
{
    private const int DecimalsMax = 9;

    private static readonly decimal[] Powers = [.. Enumerable.Range(0, DecimalsMax + 1).Select(n => (decimal)Math.Pow(10, n))];

    /// <param name="decimals">How many of its digits stand behind the point.</param>
    public static string Of(Int128 value, int decimals) => decimals == 0
        ? value.ToString(CultureInfo.InvariantCulture)
        : ((decimal)value / Powers[decimals]).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <returns><c>false</c> for anything that is no number of so many decimals.</returns>
    public static bool TryParse(string text, int decimals, out Int128 value)
    {
        value = 0;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var number)) return false;
        if (Math.Abs(number) > decimal.MaxValue / Powers[decimals]) return false;
        var scaled = number * Powers[decimals];
        value = (Int128)scaled;
        return scaled == decimal.Truncate(scaled);
    }
}
