namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// The order in which events flow: every handler after those that it follows and, if its ring is fed by
/// handlers, after those. Finds the cycles instead where there is no such order. The thread that builds.
/// </summary>
[ColdPath("topologies are wired at start-up")]
internal sealed class FlowOrder
{
    private readonly IReadOnlyList<RingDeclaration> _rings;
    private readonly List<HandlerDeclaration> _path = [];

    public FlowOrder(IReadOnlyList<RingDeclaration> rings)
    {
        _rings = rings;
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
        var at = _path.IndexOf(handler);
        if (at >= 0)
        {
            Cycles.Add(Describe(_path.GetRange(at, _path.Count - at)));
            return;
        }
        _path.Add(handler);
        foreach (var before in handler.Upstream) VisitBefore(handler, before);
        foreach (var before in handler.DeclaredOn.HandlerProducers) VisitBefore(handler, before);
        _path.RemoveAt(_path.Count - 1);
        Handlers.Add(handler);
    }

    // What belongs to another topology is a problem of its own.
    private void VisitBefore(HandlerDeclaration handler, HandlerDeclaration before)
    {
        if (before.DeclaredOn.Topology == handler.DeclaredOn.Topology) Visit(before);
    }

    private void Visit(RingDeclaration ring, List<RingDeclaration> path)
    {
        if (Rings.Contains(ring) || path.Contains(ring)) return;
        path.Add(ring);
        foreach (var producer in ring.HandlerProducers) Visit(producer.DeclaredOn, path);
        Rings.Add(ring);
    }

    // The path leads against the flow. The text starts where the first declared handler of the cycle stands.
    private string Describe(List<HandlerDeclaration> path)
    {
        path.Reverse();
        var start = path.IndexOf(FirstDeclared(path));
        var text = path[start].Role;
        for (var i = 1; i <= path.Count; i++)
        {
            var from = path[(start + i - 1) % path.Count];
            var to = path[(start + i) % path.Count];
            text += (to.Follows(from) ? " → " : $" → ring '{to.DeclaredOn.Name}' → ") + to.Role;
        }
        return text;
    }

    private HandlerDeclaration FirstDeclared(List<HandlerDeclaration> cycle)
    {
        foreach (var ring in _rings)
            foreach (var handler in ring.Handlers)
                if (cycle.Contains(handler)) return handler;
        return cycle[0];
    }
}
