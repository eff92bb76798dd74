using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>The files that a session is in. Cold; immutable; empty where the journal is not in files.</summary>
internal sealed record SessionFiles(IReadOnlyList<SegmentSummary> Segments)
{
    public static SessionFiles Find(IJournalReader journal, SessionSummary summary) => journal is JournalPlace { LogFolder: { } folder }
        ? new([.. SegmentSummary.List(folder).Where(segment => segment.SessionId == summary.SessionId)])
        : new([]);
}
