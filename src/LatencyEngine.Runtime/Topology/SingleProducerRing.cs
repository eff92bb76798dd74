using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A ring with exactly one producer: an external one, or a handler of another ring. The wiring thread.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public sealed class SingleProducerRing<T> : RingDeclaration<T>
    where T : unmanaged
{
    private SingleProducerSequencer<T>? _sequencer;

    internal SingleProducerRing(TopologyBuilder topology, RingOptions options)
        : base(topology, options)
    {
    }

    internal override bool AllowsSeveralProducers => false;

    internal override ISequencer Sequencer => Producer;

    // A claim of a single producer does not bind: the next one returns the same slots.
    internal override long FirstUnpublished => Sequence.Initial;

    internal SingleProducerSequencer<T> Producer => _sequencer
        ?? throw new InvalidOperationException($"Ring '{Name}' does not exist before the topology is built.");

    /// <summary>Declares the producer, when it is not a handler.</summary>
    public SingleProducerRing<T> From(string producer)
    {
        AddExternal(producer);
        return this;
    }

    /// <summary>
    /// Names the handlers that hold the producer back, for the reader; without it they are the ones that
    /// nobody follows.
    /// </summary>
    public SingleProducerRing<T> GatedBy(params ReadOnlySpan<HandlerDeclaration> handlers)
    {
        AddGates(handlers);
        return this;
    }

    internal override void Make()
    {
        base.Make();
        _sequencer = new SingleProducerSequencer<T>(Ring);
    }
}
