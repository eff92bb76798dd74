using System.Globalization;

namespace LatencyEngine.Journal.Log.Format;

/// <summary>File names of segments: they sort by index.</summary>
internal static class SegmentName
{
    public const string Extension = ".log";

    /// <summary>A segment in the making: of no meaning to anybody but its maker.</summary>
    public const string UnfinishedExtension = ".tmp";

    private const int Digits = 12;

    public static string Of(long index) => index.ToString("D12", CultureInfo.InvariantCulture) + Extension;

    public static string UnfinishedOf(long index) =>
        index.ToString("D12", CultureInfo.InvariantCulture) + UnfinishedExtension;

    /// <returns>The index, or 0 when this is no name of a segment.</returns>
    public static long Parse(string name)
    {
        if (name.Length != Digits + Extension.Length || !name.EndsWith(Extension, StringComparison.Ordinal)) return 0;
        return long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : 0;
    }

    public static bool IsUnfinished(string name) =>
        name.Length == Digits + UnfinishedExtension.Length
        && name.EndsWith(UnfinishedExtension, StringComparison.Ordinal);
}
