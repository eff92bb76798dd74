using System.Globalization;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>Nanoseconds for people: three or four significant digits and a unit. Pure.</summary>
[ColdPath("reports are written by a cold thread")]
public static class DurationText
{
    private const double Step = 1000;

    private static readonly string[] Units = ["ns", "µs", "ms", "s"];

    public static string Of(double nanos)
    {
        var unit = 0;
        var value = nanos;

        // 999.95 would be written as 1000.0: better as 1.00 of the next unit.
        for (; unit < Units.Length - 1 && Math.Abs(value) >= Step - 0.05; unit++) value /= Step;
        var decimals = unit == 0 && value == Math.Floor(value) ? 0 : Math.Abs(value) < 10 ? 2 : 1;
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
