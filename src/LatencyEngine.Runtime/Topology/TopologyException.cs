namespace LatencyEngine.Runtime.Topology;

/// <summary>
/// A topology cannot work as it is wired. Names everything that is wrong with it, not only the first thing.
/// </summary>
[ColdPath("topologies are wired at start-up")]
public sealed class TopologyException : Exception
{
    public TopologyException() : this("?", [])
    {
    }

    public TopologyException(string message) : this("?", [message])
    {
    }

    public TopologyException(string message, Exception cause) : base(message, cause) => Problems = [message];

    public TopologyException(string topology, IReadOnlyList<string> problems) : base(Say(topology, problems)) =>
        Problems = problems;

    /// <summary>One sentence each, in the order of the declarations.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Say(string topology, IReadOnlyList<string> problems)
    {
        var count = problems.Count == 1 ? "1 problem" : $"{problems.Count} problems";
        return $"Topology '{topology}' has {count}:\n- " + string.Join("\n- ", problems);
    }
}
