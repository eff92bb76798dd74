namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// The order in which events flow: every handler after those that it follows and, if its ring is fed by handlers, after
/// those. Finds the cycles instead where there is no such order. The thread that builds.
/// </summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class FlowOrder
{
    private readonly List<HandlerDeclaration> _path = [];

    public FlowOrder(IReadOnlyList<RingDeclaration> rings)
    {
        foreach (var ring in rings)
            foreach (var handler in ring.Handlers) Visit(handler);
        foreach (var ring in rings) Visit(ring, []);
    }

    public List<HandlerDeclaration> Handlers { get; } = [];

    public List<RingDeclaration> Rings { get; } = [];

    /// <summary>Each as text, in the direction of flow, with the rings between.</summary>
    public List<string> Cycles { get; } = [];

    private void Visit(HandlerDeclaration handler)
    {
        if (Handlers.Contains(handler)) return;
        if (_path.Contains(handler))
        {
            Cycles.Add(DescribeCycle(handler));
            return;
        }
        _path.Add(handler);
        foreach (var before in handler.Upstream) Visit(before);
        foreach (var before in handler.DeclaredOn.HandlerProducers) Visit(before);
        _path.RemoveAt(_path.Count - 1);
        Handlers.Add(handler);
    }

    private void Visit(RingDeclaration ring, List<RingDeclaration> path)
    {
        if (Rings.Contains(ring) || path.Contains(ring)) return;
        path.Add(ring);
        foreach (var producer in ring.HandlerProducers) Visit(producer.DeclaredOn, path);
        Rings.Add(ring);
    }

    // The path leads against the flow: its last handler comes before the one that closes the cycle.
    private string DescribeCycle(HandlerDeclaration closing)
    {
        var text = closing.Role;
        var from = closing;
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            text += Hop(from, _path[i]) + _path[i].Role;
            from = _path[i];
            if (from == closing) break;
        }
        return text;
    }

    private static string Hop(HandlerDeclaration from, HandlerDeclaration to) =>
        to.Follows(from) ? " → " : $" → ring '{to.DeclaredOn.Name}' → ";
}
