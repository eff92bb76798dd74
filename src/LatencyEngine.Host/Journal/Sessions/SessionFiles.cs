using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Snapshots;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>The files that a session is in. Cold; immutable; empty where the journal is not in files.</summary>
/// <param name="Snapshots">Sequences of the records behind which its state was saved, the newest first.</param>
internal sealed record SessionFiles(IReadOnlyList<SegmentSummary> Segments, IReadOnlyList<long> Snapshots)
{
    public static SessionFiles Find(IJournalReader journal, SessionSummary summary)
    {
        if (journal is not JournalPlace { LogFolder: { } folder }) return new([], []);
        var snapshots = new SnapshotStore(folder).Sequences()
            .Where(sequence => sequence >= summary.FirstSequence && sequence <= summary.LastSequence);
        return new([.. SegmentSummary.List(folder).Where(segment => segment.SessionId == summary.SessionId)], [.. snapshots]);
    }
}
