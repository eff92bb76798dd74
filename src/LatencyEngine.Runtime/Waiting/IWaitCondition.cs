namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// What a thread waits for, as seen by a wait strategy: a handler waits for events, a producer for room. Called by
/// the waiting
/// thread only.
/// </summary>
public interface IWaitCondition
{
    /// <summary>
    /// The bell of one place that still holds the caller back, or <c>null</c> when the wait is over (also because
    /// somebody asked
    /// the caller to stop). Which place, when there are several, does not matter: the caller looks again after it
    /// moved.
    /// </summary>
    Doorbell? Obstacle();

    /// <summary>
    /// Longest sleep before looking again, in nanoseconds. Finite only for what rings no bell, such as a cancellation
    /// token;
    /// wake-ups never depend on it.
    /// </summary>
    long LongestSleepNanos { get; }
}
