using LatencyEngine.Domain;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>What a session says of itself at its two ends. Cold; immutable.</summary>
/// <param name="Ended">What it came to; <c>null</c> while it has not ended.</param>
internal sealed record SessionOverview(SessionSummary Summary, SessionHead Head, SessionState State, SessionEnded? Ended)
{
    public string ConfigurationHash => Convert.ToHexStringLower(Head.ConfigurationHash);

    /// <summary>Reads the head and the last record.</summary>
    public static SessionOverview Read(IJournalReader journal, SessionSummary summary)
    {
        using var session = journal.OpenSession(summary.SessionId);
        SessionEnded? ended = null;
        if (summary.IsEnded)
        {
            session.SeekSequence(summary.LastSequence);
            if (session.TryRead(out var last) && last.TryAs<SessionEnded>(out var said)) ended = said;
        }

        return new SessionOverview(summary, session.Head, StateOf(journal, summary), ended);
    }

    private static SessionState StateOf(IJournalReader journal, SessionSummary summary)
    {
        if (summary.IsEnded) return SessionState.Ended;
        return journal is JournalPlace { LogFolder: { } folder } && LogUse.IsWritten(folder) && IsLast(journal, summary)
            ? SessionState.Running
            : SessionState.Unended;
    }

    private static bool IsLast(IJournalReader journal, SessionSummary summary) =>
        journal.ListSessions() is [.., var last] && last.SessionId == summary.SessionId;
}
