using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Hands what the output ring carries to the publisher, and the time in between. The publisher's thread, which waits by
/// <see cref="Runtime.Waiting.NappingWait"/> so that it is called when nothing comes, too.
/// </summary>
public readonly struct PublisherHandler(EnginePublisher publisher)
    : IEventHandler<EngineEvent>, IBatchStartHandler, ITimeoutHandler, ILifecycleHandler
{
    public void OnBatchStart(int batchCount, long queueDepth) => publisher.NoteBacklog(queueDepth - batchCount);

    public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
    {
        publisher.OnEvent(ref e);
        if (endOfBatch) publisher.Step();
    }

    public void OnTimeout(long lastSequence)
    {
        publisher.NoteBacklog(0);
        publisher.Step();
    }

    public void OnStart() => publisher.Step();

    /// <summary>Everything is handled: what waited for its turn is told before the streams end.</summary>
    public void OnShutdown() => publisher.Finish();
}
