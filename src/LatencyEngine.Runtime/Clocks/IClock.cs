namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// The one place where time enters. Taken as a generic argument where the call must cost nothing, or as an interface
/// where it may. Which threads may read it is the implementation's business.
/// </summary>
public interface IClock
{
    /// <summary>
    /// UTC nanoseconds since the Unix epoch. Clocks that stamp never answer less than before to the same thread; the wall clock may.
    /// </summary>
    long NanosSinceEpoch();

    /// <summary>Nanoseconds since an unstated moment; never decreasing, for durations only.</summary>
    long MonotonicNanos();
}
