using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// The system's monotonic counter in nanoseconds: CLOCK_MONOTONIC on Linux, the performance counter on Windows.
/// Any thread; no state.
/// </summary>
internal static class MonotonicTime
{
    public const long NanosPerSecond = 1_000_000_000;

#pragma warning disable RS0030 // Clocks are read in this folder and nowhere else.
    private static readonly long TicksPerSecond = Stopwatch.Frequency;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Nanos() => ToNanos(Stopwatch.GetTimestamp());
#pragma warning restore RS0030

    /// <summary>The step of the counter's unit; the hardware behind it may be coarser (the doctor measures it).</summary>
    public static long ResolutionNanos => Math.Max(1, NanosPerSecond / TicksPerSecond);

    // The frequency is a constant to the JIT, so one branch remains: none on Linux, a multiplication on Windows.
    private static long ToNanos(long ticks)
    {
        if (TicksPerSecond == NanosPerSecond) return ticks;
        if (NanosPerSecond % TicksPerSecond == 0) return ticks * (NanosPerSecond / TicksPerSecond);
        return (long)((Int128)ticks * NanosPerSecond / TicksPerSecond);
    }
}
