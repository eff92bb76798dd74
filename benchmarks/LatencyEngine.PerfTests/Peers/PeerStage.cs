using Disruptor;
using Disruptor.Processing;

namespace LatencyEngine.PerfTests.Peers;

/// <summary>A rival's processor and the scheduler that lets a crew member run it.</summary>
internal sealed class PeerStage<T>
    where T : struct
{
    private readonly IValueEventProcessor<T> _processor;
    private readonly CrewScheduler _scheduler = new();

    public PeerStage(ValueRingBuffer<T> ring, IValueEventHandler<T> handler, params PeerStage<T>[] upstream)
    {
        var barrier = ring.NewBarrier(handler, Array.ConvertAll(upstream, stage => stage.Sequence));
        _processor = EventProcessorFactory.Create(ring, barrier, handler);
    }

    public Sequence Sequence => _processor.Sequence;

    /// <summary>The main thread, before a run.</summary>
    public void Start() => _ = _processor.Start(_scheduler);

    /// <summary>A crew member; returns after <see cref="Halt"/>.</summary>
    public void Run() => _scheduler.RunQueued();

    /// <summary>Any thread.</summary>
    public void Halt() => _ = _processor.Halt();
}
