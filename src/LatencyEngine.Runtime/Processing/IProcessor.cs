using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// One stage of a topology, as its builder sees it: whatever its handler, barrier and wait strategy are compiled to.
/// One thread runs
/// it; any thread may ask it to stop and read its counters.
/// </summary>
public interface IProcessor
{
    string Name { get; }

    /// <summary>The last event handled.</summary>
    Sequence Sequence { get; }

    ProcessorState State { get; }

    /// <summary>Set when <see cref="State"/> is <see cref="ProcessorState.Failed"/>.</summary>
    ProcessorFailure? Failure { get; }

    /// <summary>Events that wait in front of this processor; a reading, soon stale.</summary>
    long QueueDepth { get; }

    long BatchCount { get; }

    long LargestBatch { get; }

    /// <summary>
    /// Handles events on the calling thread until asked to stop or a handler throws; the exception is kept in
    /// <see cref="Failure"/> and not thrown. Continues at the event after <see cref="Sequence"/>.
    /// </summary>
    void Run();

    /// <summary>
    /// As <see cref="Run()"/>, and tells on the same thread that a handler threw, before this one is shut down: others
    /// are to stop at once, however long that takes. <see cref="Failure"/> is set then.
    /// </summary>
    void Run(Action onFailed);

    /// <summary>
    /// Before the first <see cref="Step"/>: tells the handler that it starts, on the calling thread.
    /// </summary>
    void BeginSteps();

    /// <summary>After the last <see cref="Step"/>: tells the handler that it is over.</summary>
    void EndSteps();

    /// <summary>
    /// One turn of the loop without waiting, for a test or an agent that steps by hand instead of <see cref="Run()"/>.
    /// Observes
    /// <see cref="Halt"/> and <see cref="DrainTo"/>, and keeps a handler's exception in <see cref="Failure"/>.
    /// </summary>
    /// <returns>The number of events handled, at most <paramref name="limit"/>.</returns>
    int Step(int limit);

    /// <summary>Asks to stop after the batch in hand. Returns at once; sticks until <see cref="Rearm"/>.</summary>
    void Halt();

    /// <summary>
    /// Asks to stop after exactly this event, once it has come. Returns at once; sticks until <see cref="Rearm"/>.
    /// Does nothing
    /// when it was asked to stop earlier.
    /// </summary>
    void DrainTo(long lastSequence);

    /// <summary>
    /// Takes the request to stop and the failure back, before a restart. Only while no thread runs the processor.
    /// </summary>
    void Rearm();
}
