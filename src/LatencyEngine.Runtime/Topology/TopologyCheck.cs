using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// Looks for everything that is wrong with a topology before anything is made, and finds the order in which
/// events flow. The thread that builds.
/// </summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class TopologyCheck
{
    private readonly List<string> _problems = [];

    public TopologyCheck(TopologyBuilder topology)
    {
        if (topology.Rings.Count == 0) _problems.Add(TopologyProblems.NoRing);
        NameCheck.Run(topology, _problems);
        foreach (var ring in topology.Rings) CheckRing(ring);
        foreach (var ring in topology.Rings)
            foreach (var handler in ring.Handlers) CheckHandler(handler);

        var flow = new FlowOrder(topology.Rings);
        foreach (var cycle in flow.Cycles) _problems.Add(TopologyProblems.Cycle(cycle));
        Handlers = flow.Handlers;
        Rings = flow.Rings;
        PlacementCheck.Run(Handlers, topology.Cores, _problems, Warnings);
    }

    /// <summary>What makes the topology impossible.</summary>
    public List<string> Problems => _problems;

    /// <summary>What makes it slow on this host.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Every handler after those whose events it sees.</summary>
    public List<HandlerDeclaration> Handlers { get; }

    /// <summary>Every ring after those whose handlers publish into it.</summary>
    public List<RingDeclaration> Rings { get; }

    private void CheckRing(RingDeclaration ring)
    {
        CheckOptions(ring.Options);
        CheckProducers(ring);
        if (ring.Handlers.Count == 0) _problems.Add(TopologyProblems.RingWithoutHandler(ring));
        if (ring.DeclaredGates.Count > 0) CheckGates(ring);
    }

    private void CheckOptions(RingOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name)) return; // Reported with the names.
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            _problems.Add(e.Message);
        }
    }

    private void CheckProducers(RingDeclaration ring)
    {
        var count = ring.ExternalProducers.Count + ring.HandlerProducers.Count;
        if (count == 0) _problems.Add(TopologyProblems.RingWithoutProducer(ring));
        if (count <= 1 || ring.AllowsSeveralProducers) return;
        var names = new List<string>();
        foreach (var producer in ring.ExternalProducers) names.Add($"external '{producer}'");
        foreach (var producer in ring.HandlerProducers) names.Add($"handler '{producer.Role}'");
        _problems.Add(TopologyProblems.TwoProducers(ring, names));
    }

    private void CheckGates(RingDeclaration ring)
    {
        foreach (var gate in ring.DeclaredGates)
            if (gate.DeclaredOn != ring) _problems.Add(TopologyProblems.ForeignGate(ring, gate));
        foreach (var handler in ring.Handlers)
            if (!LeadsToGate(ring, handler, [])) _problems.Add(TopologyProblems.NotGated(ring, handler));
    }

    private static bool LeadsToGate(RingDeclaration ring, HandlerDeclaration handler, List<HandlerDeclaration> seen)
    {
        foreach (var gate in ring.DeclaredGates)
            if (gate == handler) return true;
        if (seen.Contains(handler)) return false;
        seen.Add(handler);
        foreach (var other in ring.Handlers)
            if (other.Follows(handler) && LeadsToGate(ring, other, seen)) return true;
        return false;
    }

    private void CheckHandler(HandlerDeclaration handler)
    {
        CheckUpstream(handler);
        CheckOutlets(handler);
        foreach (var (_, awaited) in handler.Feedback)
            if (!IsBefore(handler, awaited, awaited.DeclaredOn.Handlers.Count))
                _problems.Add(TopologyProblems.FeedbackOfEarlier(handler, awaited));
        if (handler.WantsSpans && handler.DeclaredOn.Options.Publication == Publication.Slot)
            _problems.Add(TopologyProblems.SpansNeedCursor(handler));
        if (handler.MaxBatchSize < 1) _problems.Add(TopologyProblems.NoBatch(handler));
        else if (handler.IsBatchTooLarge) Warnings.Add(TopologyProblems.BatchExceedsRing(handler));
    }

    // At most so many steps, because a cycle is a problem of its own and must not keep the check here for ever.
    private static bool IsBefore(HandlerDeclaration earlier, HandlerDeclaration later, int steps)
    {
        if (steps == 0) return false;
        foreach (var upstream in later.Upstream)
            if (upstream == earlier || IsBefore(earlier, upstream, steps - 1)) return true;
        return false;
    }

    private void CheckUpstream(HandlerDeclaration handler)
    {
        var seen = new List<HandlerDeclaration>();
        foreach (var upstream in handler.Upstream)
        {
            if (seen.Contains(upstream)) _problems.Add(TopologyProblems.UpstreamTwice(handler, upstream));
            seen.Add(upstream);
            if (upstream.DeclaredOn.Topology != handler.DeclaredOn.Topology)
                _problems.Add(TopologyProblems.Foreign(handler, "handler", upstream.Role));
            else if (upstream.DeclaredOn != handler.DeclaredOn)
                _problems.Add(TopologyProblems.UpstreamOfAnotherRing(handler, upstream));
        }
    }

    private void CheckOutlets(HandlerDeclaration handler)
    {
        var seen = new List<RingDeclaration>();
        foreach (var ring in handler.Outlets)
        {
            if (seen.Contains(ring)) _problems.Add(TopologyProblems.OutletTwice(handler, ring));
            seen.Add(ring);
            if (ring.Topology != handler.DeclaredOn.Topology)
                _problems.Add(TopologyProblems.Foreign(handler, "ring", ring.Name));
        }
    }
}
