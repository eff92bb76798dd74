using System.Diagnostics;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>The monotonic clock in nanoseconds. Any thread.</summary>
internal static class Clock
{
    private static readonly long NanosPerTick = 1_000_000_000 / Stopwatch.Frequency;

    public static long NowNanos() => Stopwatch.GetTimestamp() * NanosPerTick;
}
