namespace LatencyEngine.Runtime.Clocks;

/// <summary>Measures how far UTC is ahead of the monotonic counter. Any thread; no state.</summary>
internal static class UtcAnchor
{
    private const int Attempts = 8;
    private const int NanosPerTick = 100;

    /// <summary>
    /// UTC less monotonic time, in nanoseconds. The two cannot be read at once: of several attempts the one with the
    /// narrowest bracket counts, and its middle is taken. Good to about the bracket: 0.1 to 1 µs on a quiet host.
    /// </summary>
    public static long MeasureOffsetNanos()
    {
        var narrowestNanos = long.MaxValue;
        var offsetNanos = 0L;
        for (var i = 0; i < Attempts; i++)
        {
            var before = MonotonicTime.Nanos();
#pragma warning disable RS0030 // Clocks are read in this folder and nowhere else.
            var utc = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * NanosPerTick;
#pragma warning restore RS0030
            var after = MonotonicTime.Nanos();
            if (after - before >= narrowestNanos) continue;
            narrowestNanos = after - before;
            offsetNanos = utc - (before + ((after - before) / 2));
        }
        return offsetNanos;
    }
}
