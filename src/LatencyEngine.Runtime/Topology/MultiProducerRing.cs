using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A ring with any number of producers, external or handlers of other rings. The wiring thread.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public sealed class MultiProducerRing<T> : RingDeclaration<T>
    where T : unmanaged
{
    private MultiProducerSequencer<T>? _sequencer;

    internal MultiProducerRing(TopologyBuilder topology, RingOptions options)
        : base(topology, options)
    {
    }

    internal override bool AllowsSeveralProducers => true;

    internal override ISequencer Sequencer => Producer;

    internal override long FirstUnpublished => Producer.FirstUnpublished();

    internal MultiProducerSequencer<T> Producer => _sequencer
        ?? throw new InvalidOperationException($"Ring '{Name}' does not exist before the topology is built.");

    /// <summary>Declares external producers.</summary>
    public MultiProducerRing<T> From(params ReadOnlySpan<string> producers)
    {
        foreach (var producer in producers) AddExternal(producer);
        return this;
    }

    /// <summary>
    /// Names the handlers that hold the producers back, for the reader; without it they are the ones that
    /// nobody follows.
    /// </summary>
    public MultiProducerRing<T> GatedBy(params ReadOnlySpan<HandlerDeclaration> handlers)
    {
        AddGates(handlers);
        return this;
    }

    internal override void Make()
    {
        base.Make();
        _sequencer = new MultiProducerSequencer<T>(Ring);
    }
}
