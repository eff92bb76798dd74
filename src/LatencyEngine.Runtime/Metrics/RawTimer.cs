using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// The monotonic clock at its cheapest, for instruments that measure the host itself. Roles take a clock by
/// injection.
/// </summary>
internal static class RawTimer
{
    public const long NanosPerSecond = 1_000_000_000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#pragma warning disable RS0030 // An instrument that measures the host must read the clock itself.
    public static long Ticks() => Stopwatch.GetTimestamp();

    private static readonly long TicksPerSecond = Stopwatch.Frequency;
#pragma warning restore RS0030

    /// <summary>
    /// Exact where a tick is a nanosecond (Linux, macOS), rounded down elsewhere; never overflows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToNanos(long ticks) =>
        TicksPerSecond == NanosPerSecond ? ticks : (long)((Int128)ticks * NanosPerSecond / TicksPerSecond);

    public static long FromTimeSpan(TimeSpan time) =>
        (long)((Int128)time.Ticks * TicksPerSecond / TimeSpan.TicksPerSecond);
}
