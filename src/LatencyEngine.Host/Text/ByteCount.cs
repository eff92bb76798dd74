using System.Globalization;

namespace LatencyEngine.Host.Text;

/// <summary>Sizes for people, in powers of 1024. Pure.</summary>
internal static class ByteCount
{
    private const double Step = 1024;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; unit < Units.Length - 1 && value >= Step; unit++) value /= Step;
        var decimals = unit == 0 ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
