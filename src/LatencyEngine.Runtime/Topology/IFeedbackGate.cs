using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Lets a handler wait until a later handler of the same ring is done with earlier events: the one arrow that may point
/// backwards. Bound by the topology; used by the waiting handler's thread.
/// </summary>
public interface IFeedbackGate
{
    /// <param name="own">Progress of the handler that waits.</param>
    /// <param name="awaited">Progress of the handler that it waits for.</param>
    /// <param name="gates">Of their ring: a halt releases who waits.</param>
    void Bind(Sequence own, Sequence awaited, RingGates gates);

    /// <summary>Returns when the awaited handler is done with this event and all before it.</summary>
    /// <param name="sequence">At most the one before the event in hand: the caller is done with it itself.</param>
    /// <exception cref="RingHaltedException">The pipeline stops. The event in hand counts as not handled.</exception>
    void AwaitThrough(long sequence);
}
