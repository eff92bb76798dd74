namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// UTC as it was when the process first asked, carried on by the monotonic counter. Any thread; no state of its own.
/// </summary>
/// <remarks>
/// <b>Accuracy.</b> Steps of 1 ns on Linux and 100 ns on Windows. It never jumps and never goes back, in exchange it
/// does not follow a later step of the system's clock. On Linux the counter runs at the rate that NTP disciplines, so
/// it stays with UTC between steps; on Windows it drifts by the crystal's error, some 10 ppm or 1 s a day. A process
/// that runs for days stamps with a <see cref="SteeredClock"/>.
/// </remarks>
public readonly struct SystemClock : IClock
{
    private static readonly long OffsetNanos = UtcAnchor.MeasureOffsetNanos();

    /// <summary>The unit in which this clock advances; the cost of a reading is usually far more (20 to 60 ns).</summary>
    public static long ResolutionNanos => MonotonicTime.ResolutionNanos;

    public long NanosSinceEpoch() => MonotonicTime.Nanos() + OffsetNanos;

    public long MonotonicNanos() => MonotonicTime.Nanos();
}
