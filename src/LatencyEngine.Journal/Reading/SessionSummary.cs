namespace LatencyEngine.Journal.Reading;

/// <summary>What is known of a session without reading all of it.</summary>
/// <param name="SessionId">Unique within a journal; grows with every session.</param>
/// <param name="FirstSequence">Of its head.</param>
/// <param name="LastSequence">The last one that is there now.</param>
/// <param name="StartedNanos">UTC nanoseconds of the host's clock when it was started.</param>
/// <param name="IsEnded">Whether its last record is <c>SessionEnded</c>: nothing will follow.</param>
/// <param name="Bytes">On disk, or of its messages where the reader knows no disk.</param>
public sealed record SessionSummary(
    ulong SessionId, long FirstSequence, long LastSequence, long StartedNanos, bool IsEnded, long Bytes)
{
    public long RecordCount => LastSequence - FirstSequence + 1;
}
