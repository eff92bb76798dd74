namespace LatencyEngine.Runtime.Topology;

/// <summary>A moment up to which several waits may last together. Any cold thread.</summary>
[ColdPath("control of a running pipeline")]
internal readonly struct Deadline
{
    private readonly long _atMillis;

    private Deadline(long atMillis) => _atMillis = atMillis;

    public TimeSpan Remaining => TimeSpan.FromMilliseconds(Math.Max(0, _atMillis - NowMillis));

    public bool IsOver => NowMillis >= _atMillis;

    // Waiting for threads to end is not business time: no event is stamped or decided by it.
#pragma warning disable RS0030 // The limit of a wait in a cold thread; nothing is computed from it.
    private static long NowMillis => Environment.TickCount64;
#pragma warning restore RS0030

    public static Deadline In(TimeSpan time) => new(NowMillis + (long)Math.Ceiling(time.TotalMilliseconds));
}
