using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>A journal to read, from its log or from PostgreSQL. Used by one thread.</summary>
public interface IJournalReader : IDisposable
{
    /// <summary>For people: where it is.</summary>
    string Place { get; }

    /// <summary>The sessions as they are now, oldest first.</summary>
    IReadOnlyList<SessionSummary> ListSessions();

    /// <exception cref="JournalException">There is no such session.</exception>
    ISessionReader OpenSession(ulong sessionId);
}
