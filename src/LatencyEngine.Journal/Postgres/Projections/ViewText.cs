using System.Globalization;
using System.Text;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Values of messages as people write them.</summary>
internal static class ViewText
{
    private const long NanosPerTick = 100;

    /// <summary>PostgreSQL counts microseconds; what is finer stands in the column of nanoseconds.</summary>
    public static DateTime TimeOf(long nanos) => DateTime.UnixEpoch.AddTicks(nanos / NanosPerTick);

    /// <summary>The name of a value; its number where it has none.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Names<T>.All[Convert.ToByte(value, CultureInfo.InvariantCulture)];

    /// <summary>Characters of a byte each, the first in the lowest byte.</summary>
    public static string CodeOf(ulong code) => TextOf(BitConverter.GetBytes(code));

    /// <summary>Characters of a byte each, without the zeros that fill them up, which PostgreSQL's text cannot hold.</summary>
    public static string TextOf(ReadOnlySpan<byte> characters) =>
        Encoding.Latin1.GetString(characters).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>Numbers that grow from 1 stay far below the limit; others are held at it.</summary>
    public static long Number(ulong number) => (long)Math.Min(number, long.MaxValue);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] All = [.. Enumerable.Range(0, byte.MaxValue + 1)
            .Select(number => ((T)Enum.ToObject(typeof(T), number)).ToString())];
    }
}
