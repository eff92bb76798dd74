namespace LatencyEngine.Runtime.Topology;

/// <summary>A moment up to which several waits may last together. Any cold thread.</summary>
[ColdPath("control of a running pipeline")]
internal readonly struct Deadline
{
    // What one wait of the platform may last, about 24.8 days: longer waits are made of several.
    private const long LongestWaitMillis = int.MaxValue;

    private readonly long _atMillis;

    private Deadline(long atMillis) => _atMillis = atMillis;

    /// <summary>
    /// What is left, as long as a single wait may last: who has waited it out asks <see cref="IsOver"/>.
    /// </summary>
    public TimeSpan Remaining => TimeSpan.FromMilliseconds(Math.Clamp(_atMillis - NowMillis, 0, LongestWaitMillis));

    public bool IsOver => NowMillis >= _atMillis;

    // Waiting for threads to end is not business time: no event is stamped or decided by it.
#pragma warning disable RS0030 // The limit of a wait in a cold thread; nothing is computed from it.
    private static long NowMillis => Environment.TickCount64;
#pragma warning restore RS0030

    /// <param name="time"><see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    public static Deadline In(TimeSpan time) => time == Timeout.InfiniteTimeSpan
        ? new Deadline(long.MaxValue)
        : new Deadline(NowMillis + (long)Math.Ceiling(time.TotalMilliseconds));
}
