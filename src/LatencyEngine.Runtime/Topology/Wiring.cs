using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// What a handler may take while it is made: the producers of the rings into which it declared to publish.
/// The thread that builds.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public sealed class Wiring
{
    private readonly HandlerDeclaration _handler;
    private readonly List<RingDeclaration> _taken = [];

    internal Wiring(HandlerDeclaration handler) => _handler = handler;

    /// <exception cref="TopologyException">The handler has not declared that it publishes into this
    /// ring.</exception>
    public SingleProducerSequencer<T> ProducerOf<T>(SingleProducerRing<T> ring)
        where T : unmanaged
    {
        Take(ring);
        return ring.Producer;
    }

    /// <exception cref="TopologyException">The handler has not declared that it publishes into this
    /// ring.</exception>
    public MultiProducerSequencer<T> ProducerOf<T>(MultiProducerRing<T> ring)
        where T : unmanaged
    {
        Take(ring);
        return ring.Producer;
    }

    internal void AddProblems(List<string> problems)
    {
        foreach (var ring in _handler.Outlets)
            if (!_taken.Contains(ring)) problems.Add(TopologyProblems.OutletNotTaken(_handler, ring));
    }

    private void Take(RingDeclaration ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (!ring.IsProducedBy(_handler))
            throw new TopologyException(ring.Topology.Name, [TopologyProblems.OutletNotDeclared(_handler, ring)]);
        _taken.Add(ring);
    }
}
