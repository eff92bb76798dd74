using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A ring as the wiring names it: who produces into it and which handlers follow. Written by the cold thread
/// that wires the topology; after <see cref="TopologyBuilder.Build"/> it leads to the ring itself.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public abstract class RingDeclaration
{
    private readonly List<HandlerDeclaration> _handlers = [];
    private readonly List<string> _externalProducers = [];
    private readonly List<HandlerDeclaration> _handlerProducers = [];
    private readonly List<HandlerDeclaration> _declaredGates = [];

    private protected RingDeclaration(TopologyBuilder topology, RingOptions options)
    {
        Topology = topology;
        Options = options;
    }

    public string Name => Options.Name;

    public RingOptions Options { get; }

    /// <summary>The handlers of this ring, in the order in which they were declared.</summary>
    public IReadOnlyList<HandlerDeclaration> Handlers => _handlers;

    /// <summary>Producers outside the topology: feeds, gateways, tests.</summary>
    public IReadOnlyList<string> ExternalProducers => _externalProducers;

    /// <summary>Handlers of other rings that publish into this one.</summary>
    public IReadOnlyList<HandlerDeclaration> HandlerProducers => _handlerProducers;

    internal abstract bool AllowsSeveralProducers { get; }

    internal TopologyBuilder Topology { get; }

    internal IReadOnlyList<HandlerDeclaration> DeclaredGates => _declaredGates;

    internal abstract RingGates Gates { get; }

    internal abstract ISequencer Sequencer { get; }

    internal abstract bool IsMade { get; }

    /// <summary>
    /// The first sequence that a producer claimed and left unpublished, -1 when there is none. Only while no
    /// producer runs.
    /// </summary>
    internal abstract long FirstUnpublished { get; }

    /// <summary>Makes the ring and its sequencer.</summary>
    internal abstract void Make();

    /// <summary>
    /// The handlers that no other handler of this ring follows: they hold the producers back.
    /// </summary>
    internal List<HandlerDeclaration> Gating()
    {
        if (_declaredGates.Count > 0) return _declaredGates;
        var gates = new List<HandlerDeclaration>();
        foreach (var handler in _handlers)
            if (!IsFollowed(handler)) gates.Add(handler);
        return gates;
    }

    internal bool IsProducedBy(HandlerDeclaration handler) => _handlerProducers.Contains(handler);

    internal void AddProducer(HandlerDeclaration handler) => _handlerProducers.Add(handler);

    private protected void AddExternal(string producer) => _externalProducers.Add(producer);

    private protected void AddHandler(HandlerDeclaration handler) => _handlers.Add(handler);

    private protected void AddGates(ReadOnlySpan<HandlerDeclaration> gates)
    {
        foreach (var gate in gates) _declaredGates.Add(gate);
    }

    private bool IsFollowed(HandlerDeclaration handler)
    {
        foreach (var other in _handlers)
            if (other.Follows(handler)) return true;
        return false;
    }
}
