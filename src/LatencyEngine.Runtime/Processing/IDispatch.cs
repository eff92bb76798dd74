using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Gives a run of events to a handler, in the handler's own form: one at a time or as a span. Implemented by structs
/// that hold
/// the handler. The processor's thread.
/// </summary>
public interface IDispatch<T>
    where T : unmanaged
{
    /// <summary>The ring must be able to give events in the form that the handler wants.</summary>
    /// <exception cref="ArgumentException">It is not; names the ring.</exception>
    void Check(RingBuffer<T> ring);

    /// <param name="first">The payload of the first event; the next are <paramref name="strideBytes"/> apart.</param>
    /// <param name="strideBytes">From one payload to the next.</param>
    /// <param name="firstSequence">The first of this run.</param>
    /// <param name="lastSequence">The last of this run.</param>
    /// <param name="endsBatch">No further run of this batch follows.</param>
    /// <param name="inHand">
    /// Keeps the sequence that the handler is busy with, so that a failure is found at the right event.
    /// </param>
    void Dispatch(
        ref T first, nint strideBytes, long firstSequence, long lastSequence, bool endsBatch, ref long inHand);

    void OnBatchStart(int batchCount, long queueDepth);

    void OnTimeout(long lastSequence);

    void OnStart();

    void OnShutdown();

    /// <summary>Known when the dispatch is compiled: the call is left out for handlers that do not want it.</summary>
    static abstract bool WantsBatchStart { get; }
}
