namespace LatencyEngine.Host.Configuration;

/// <summary>Where a configuration comes from, beside the built-in defaults. Immutable.</summary>
public sealed record ConfigurationSources
{
    /// <summary>Paths of files; a later one precedes over an earlier one.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>All variables of the process; those that begin otherwise than the engine's are not looked at.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Pairs such as <c>pipeline.layout=staged</c>.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];
}
