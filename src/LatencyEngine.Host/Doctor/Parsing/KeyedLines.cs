using System.Globalization;

namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>
/// Reads texts of one fact per line: <c>key : value</c> as in cpuinfo, meminfo and status, or <c>key
/// value</c> as in
/// cpu.stat. Pure.
/// </summary>
public static class KeyedLines
{
    /// <summary>The value of the first line with this key, or <c>null</c>.</summary>
    public static string? Value(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            var end = colon >= 0 ? colon : line.IndexOfAny(' ', '\t');
            if (end >= 0 && line[..end].Trim().SequenceEqual(key)) return line[(end + 1)..].Trim().ToString();
        }
        return null;
    }

    /// <summary>
    /// The number that the value starts with, whatever unit follows; <c>null</c> when there is none.
    /// </summary>
    public static long? Number(string text, string key)
    {
        var first = Value(text, key)?.Split(' ', '\t')[0];
        return WholeNumber(first);
    }

    /// <summary>
    /// A text that is one whole number, such as <c>cpu.cfs_quota_us</c>; otherwise <c>null</c>.
    /// </summary>
    public static long? WholeNumber(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
