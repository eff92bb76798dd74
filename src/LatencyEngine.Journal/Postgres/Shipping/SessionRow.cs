namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>A session as the store knows it.</summary>
/// <param name="Version">Of the stream: how many records of the session are there.</param>
/// <param name="Segment">The table that has its events; null: <c>mt_events</c> itself.</param>
internal sealed record SessionRow(
    string StreamId, ulong SessionId, long FirstSequence, long StartedNanos, long Version, long Bytes, bool IsEnded,
    string? Segment, bool IsSealed)
{
    /// <summary>Journal sequence of the last record that is there; the one before the head when there is none.</summary>
    public long LastSequence => FirstSequence + Version - 1;
}
