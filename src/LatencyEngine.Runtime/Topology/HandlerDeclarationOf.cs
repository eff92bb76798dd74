using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Runtime.Topology;

/// <summary>A handler of one ring, with the words that place it in the topology. The wiring thread.</summary>
[ColdPath("topologies are wired at start-up")]
public sealed class HandlerDeclaration<T> : HandlerDeclaration
    where T : unmanaged
{
    private readonly RingDeclaration<T> _ring;
    private readonly HandlerSource<T> _source;

    internal HandlerDeclaration(RingDeclaration<T> ring, string role, HandlerSource<T> source)
        : base(role)
    {
        _ring = ring;
        _source = source;
    }

    internal override RingDeclaration DeclaredOn => _ring;

    internal override bool WantsSpans => _source.WantsSpans;

    /// <summary>
    /// Sees an event when all of these are done with it. Without it: as soon as it is published.
    /// </summary>
    public HandlerDeclaration<T> After(params ReadOnlySpan<HandlerDeclaration<T>> handlers)
    {
        foreach (var handler in handlers) AddUpstream(handler);
        return this;
    }

    /// <summary>
    /// Declares this handler as a producer of another ring. It takes the producer from its wiring.
    /// </summary>
    public HandlerDeclaration<T> Into(params ReadOnlySpan<RingDeclaration> rings)
    {
        foreach (var ring in rings) AddOutlet(ring);
        return this;
    }

    /// <summary>
    /// Lets this handler wait, by the gate that it was made with, until a later one is done with earlier events.
    /// </summary>
    public HandlerDeclaration<T> AwaitingFeedbackOf(HandlerDeclaration<T> later, IFeedbackGate gate)
    {
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(gate);
        Feedback.Add((gate, later));
        return this;
    }

    /// <summary>
    /// How the thread spends the time without events; <see cref="AdaptiveWait"/> unless said.
    /// </summary>
    public HandlerDeclaration<T> WaitingBy<TWait>(TWait wait)
        where TWait : struct, IWaitStrategy
    {
        Wait = new WaitChoice<TWait>(wait);
        return this;
    }

    /// <summary>Where the thread runs, and how urgently.</summary>
    public HandlerDeclaration<T> On(ThreadPlacement placement)
    {
        Placement = placement;
        return this;
    }

    /// <summary>Keeps the thread on one core.</summary>
    public HandlerDeclaration<T> OnCore(int core) => On(Placement with { Core = core });

    /// <summary>Publishes its progress after at most so many events.</summary>
    public HandlerDeclaration<T> InBatchesOf(int maxBatchSize)
    {
        LimitBatches(maxBatchSize);
        return this;
    }

    internal override IProcessor Make(Wiring wiring, ReadOnlySpan<Sequence> upstream)
    {
        var options = new ProcessorOptions(Role) { MaxBatchSize = MaxBatchSize };
        var plan = new ProcessorPlan<T>(_ring.Ring, Wait, options, wiring);
        if (upstream.Length > 1) return _source.Make(plan, new JoinBarrier(upstream));
        if (upstream.Length == 1) return _source.Make(plan, new SequenceBarrier(upstream[0]));
        return _ring.Options.Publication == Publication.Slot
            ? _source.Make(plan, SlotBarrier.Of(_ring.Ring))
            : _source.Make(plan, new SequenceBarrier(_ring.Ring.Cursor));
    }
}
