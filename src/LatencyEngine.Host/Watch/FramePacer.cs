using System.Diagnostics;

namespace LatencyEngine.Host.Watch;

/// <summary>Tells when the next screen is due. Counts from when it was made. One thread; a value that does not change.</summary>
internal readonly struct FramePacer(double seconds)
{
    private const int RestMillis = 4;

    private readonly long _dueTicks = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);

    public bool IsDue => Stopwatch.GetTimestamp() >= _dueTicks;

    /// <summary>Leaves the processor to others: a viewer is in no hurry, and its messages wait in the driver.</summary>
    public static void Rest() => Thread.Sleep(RestMillis);
}
