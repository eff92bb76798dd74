namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Handles events one at a time. Implemented by structs, which may hold references to what they work on, so that the
/// loop around
/// it is compiled for the handler. Runs on the thread of its processor, which alone may touch its state.
/// </summary>
public interface IEventHandler<T>
    where T : unmanaged
{
    /// <summary>
    /// Handles one event in place. An exception stops the processor before this event: it counts as not handled, and
    /// is given
    /// again after a restart.
    /// </summary>
    /// <param name="e">The slot; valid during the call only.</param>
    /// <param name="sequence">Of the event.</param>
    /// <param name="endOfBatch">
    /// The last event of this batch, after which the handler's progress is published. More events may be there
    /// already when the
    /// batch was cut at its greatest size.
    /// </param>
    void OnEvent(ref T e, long sequence, bool endOfBatch);
}
