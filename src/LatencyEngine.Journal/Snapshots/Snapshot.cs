namespace LatencyEngine.Journal.Snapshots;

/// <summary>A snapshot as it was read: checked bytes of a state, which whoever made them understands. Cold.</summary>
/// <param name="Head">What the state stands for.</param>
/// <param name="State">Its bytes.</param>
public sealed record Snapshot(SnapshotHead Head, ReadOnlyMemory<byte> State);
