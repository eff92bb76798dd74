namespace LatencyEngine.Journal.Snapshots;

/// <summary>What a snapshot stands for. Immutable, cold.</summary>
public sealed record SnapshotHead
{
    public required ulong SessionId { get; init; }

    /// <summary>Everything up to this record of the journal is in the state, and nothing behind it.</summary>
    public required long Sequence { get; init; }

    /// <summary>Inputs of the session so far, by template id; the last ones may be left out where they are 0.</summary>
    public required IReadOnlyList<long> InputsByTemplate { get; init; }

    /// <summary>Outputs of the session so far.</summary>
    public required long Outputs { get; init; }

    /// <summary>Of all outputs of the session so far.</summary>
    public required ulong OutputHash { get; init; }

    public required ulong StateHash { get; init; }

    /// <summary>Of the code and sizes that can load the state.</summary>
    public required ulong LayoutFingerprint { get; init; }

    /// <summary>Time of the last input, UTC nanoseconds since the Unix epoch.</summary>
    public required long LastInputNanos { get; init; }

    /// <summary>Version of the code that made it, for people.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Inputs of the session so far.</summary>
    public long Inputs => InputsByTemplate.Sum();
}
