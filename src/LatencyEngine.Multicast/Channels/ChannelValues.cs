using System.Globalization;

namespace LatencyEngine.Multicast.Channels;

/// <summary>Reads the values of a channel's keys: numbers, sizes, times, yes or no. No state.</summary>
internal static class ChannelValues
{
    private static readonly (string Suffix, long Bytes)[] SizeUnits = [("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30)];

    /// <summary>Longer suffixes first: <c>ms</c> ends with <c>s</c> too.</summary>
    private static readonly (string Suffix, long Nanos)[] TimeUnits =
        [("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000)];

    /// <summary>A size in bytes: a number, or one of KiB, MiB or GiB with k, m or g behind it.</summary>
    public static int Size(this ChannelUri uri, string key, int absent, (int Min, int Max) range)
    {
        if (uri[key] is not { } text) return absent;
        if (TryScale(text, SizeUnits, out var bytes) && bytes >= range.Min && bytes <= range.Max) return (int)bytes;
        throw uri.Refuse(key, $"a size from {range.Min} to {range.Max} bytes, such as 65536 or 64k");
    }

    /// <summary>A time in nanoseconds: a number of them, or one with ns, us, ms or s behind it.</summary>
    public static long? Nanos(this ChannelUri uri, string key)
    {
        if (uri[key] is not { } text) return null;
        if (TryNanos(text, out var nanos)) return nanos;
        throw uri.Refuse(key, "a time, such as 100us or 5s");
    }

    public static bool TryNanos(string text, out long nanos) => TryScale(text, TimeUnits, out nanos);

    public static bool Flag(this ChannelUri uri, string key, bool absent) =>
        uri[key] switch
        {
            null => absent,
            "true" => true,
            "false" => false,
            _ => throw uri.Refuse(key, "true or false"),
        };

    public static int? Integer(this ChannelUri uri, string key)
    {
        if (uri[key] is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        throw uri.Refuse(key, "a whole number of 32 bits");
    }

    public static long? LongInteger(this ChannelUri uri, string key)
    {
        if (uri[key] is not { } text) return null;
        if (TryLong(text, out var number)) return number;
        throw uri.Refuse(key, "a whole number of 64 bits");
    }

    public static bool TryLong(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A number from <c>Min</c> to <c>Max</c>.</summary>
    public static int Count(this ChannelUri uri, string key, int absent, (int Min, int Max) range)
    {
        if (uri[key] is not { } text) return absent;
        if (TryCount(text, range, out var count)) return count;
        throw uri.Refuse(key, $"a number from {range.Min} to {range.Max}");
    }

    public static bool TryCount(string text, (int Min, int Max) range, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
        && count >= range.Min && count <= range.Max;

    /// <summary>Not encrypted where somebody asked for it would be worse than refused.</summary>
    public static void RefuseEncryption(this ChannelUri uri)
    {
        if (uri["ats"] is not null and not "false") throw uri.Refuse("ats", "false: nothing is encrypted here");
    }

    private static bool TryScale(string text, (string Suffix, long Factor)[] units, out long scaled)
    {
        var (suffix, factor) = UnitOf(text, units);
        scaled = 0;
        if (!long.TryParse(text[..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        if (number > long.MaxValue / factor) return false;
        scaled = number * factor;
        return true;
    }

    private static (string Suffix, long Factor) UnitOf(string text, (string Suffix, long Factor)[] units)
    {
        foreach (var unit in units)
        {
            if (text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase)) return unit;
        }
        return ("", 1);
    }
}
