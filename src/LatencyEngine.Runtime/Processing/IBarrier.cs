using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// What a handler must wait for before it may handle an event: a producer, or other handlers. Implemented by structs,
/// so that a
/// look is compiled into the handler's loop. Used by the handler's thread; <see cref="Wake"/> by any.
/// </summary>
public interface IBarrier
{
    /// <summary>
    /// The last sequence that may be handled, looking no further than <paramref name="limit"/> where looking costs;
    /// less than
    /// <paramref name="next"/> when there is none. May exceed the limit. Acquires the events.
    /// </summary>
    long AvailableThrough(long next, long limit);

    /// <summary>The bell of one place that still holds <paramref name="next"/> back, or <c>null</c>.</summary>
    Doorbell? Obstacle(long next);

    /// <summary>
    /// Events from <paramref name="next"/> on that were claimed or published in front of this barrier.
    /// </summary>
    long Depth(long next);

    /// <summary>Wakes a handler that sleeps at this barrier, so that it sees a request to stop.</summary>
    void Wake();
}
