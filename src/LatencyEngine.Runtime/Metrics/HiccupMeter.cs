using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// Shows what the host takes from a thread that wants to run all the time: interrupts, other threads, the
/// hypervisor. Runs on the calling thread, which the caller pins first; owns no state.
/// </summary>
/// <remarks>
/// The thread reads the clock as fast as it can; time that passes between two readings beyond the cost of
/// reading is time in which an event would have waited. It cannot tell who took the time, and it cannot see
/// what happens only under memory or network load. Where reading the clock takes a microsecond itself (hpet,
/// acpi_pm), every reading counts as a hiccup: look at the clock source first.
/// </remarks>
[ColdPath("a diagnostic, run before the first event or on demand")]
public static class HiccupMeter
{
    /// <summary>Nobody needs to spin longer for a diagnosis.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(1);

    // About 100 us: the loops behind Measure are compiled and the clock's page is mapped before the counting
    // begins.
    private const int WarmUpReadings = 1_000;

    /// <summary>Spins for <paramref name="duration"/> and counts the gaps. Allocates nothing.</summary>
    public static HiccupCounts Measure(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, MaxDuration);
        for (var i = 0; i < WarmUpReadings; i++) _ = MonotonicTime.Nanos();
        return Spin(duration.Ticks * TimeSpan.NanosecondsPerTick);
    }

    // Optimized at once: a switch from interpreted-quality code in mid-loop would be counted as a hiccup.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static HiccupCounts Spin(long durationNanos)
    {
        var counts = new HiccupCounts();
        var previous = MonotonicTime.Nanos();
        var end = previous + durationNanos;
        while (previous < end)
        {
            var now = MonotonicTime.Nanos();
            counts.Add(now - previous);
            previous = now;
        }
        return counts;
    }
}
