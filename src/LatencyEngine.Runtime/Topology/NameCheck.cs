namespace LatencyEngine.Runtime.Topology;

/// <summary>Every ring, every handler and every producer of a ring has a name of its own. Pure.</summary>
[ColdPath("topologies are wired at start-up")]
internal static class NameCheck
{
    public static void Run(TopologyBuilder topology, List<string> problems)
    {
        var rings = new Dictionary<string, string>(StringComparer.Ordinal);
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < topology.Rings.Count; i++)
        {
            var ring = topology.Rings[i];
            Add(rings, "ring", ring.Name, $"at place {i + 1}", problems);
            var producers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var producer in ring.ExternalProducers)
                Add(producers, "producer", producer, $"of ring '{ring.Name}'", problems);
            foreach (var handler in ring.Handlers)
                Add(roles, "handler", handler.Role, $"of ring '{ring.Name}'", problems);
        }
    }

    private static void Add(
        Dictionary<string, string> known, string kind, string name, string where, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(name)) problems.Add(TopologyProblems.NoName(kind, where));
        else if (!known.TryAdd(name, where))
            problems.Add(TopologyProblems.SameName(kind, name, known[name], where));
    }
}
