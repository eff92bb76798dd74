namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Handles events many at a time, as spans of the ring's own memory. Implemented by structs, like <see
/// cref="IEventHandler{T}"/>.
/// Needs a ring with <see cref="Rings.Publication.Cursor"/>.
/// </summary>
public interface IBatchHandler<T>
    where T : unmanaged
{
    /// <summary>
    /// Handles contiguous events in place. A batch that wraps comes as two calls. An exception stops the processor
    /// before the
    /// first event of this span: the whole span counts as not handled, and is given again after a restart.
    /// </summary>
    /// <param name="events">At least one; valid during the call only.</param>
    /// <param name="firstSequence">Of the first event.</param>
    /// <param name="endOfBatch">The last span of this batch, after which the handler's progress is published.</param>
    void OnBatch(Span<T> events, long firstSequence, bool endOfBatch);
}
