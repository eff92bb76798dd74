using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Reading;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Journal.Log;

/// <summary>A journal's log to read, also while it is written: takes no lock, changes nothing. Used by one thread.</summary>
/// <param name="folder">The journal's folder.</param>
/// <param name="files">The file layer; <c>null</c> for the real disk.</param>
public sealed class LogJournal(string folder, ILogFiles? files = null) : IJournalReader
{
    private readonly ILogFiles _files = files ?? DiskFiles.Instance;

    public string Place => folder;

    public IReadOnlyList<SessionSummary> ListSessions()
    {
        var begun = LiveSegments.Load(_files, folder);
        var sessions = new List<SessionSummary>();
        for (var first = 0; first < begun.Count;)
        {
            var count = begun.Skip(first).TakeWhile(s => s.Begun.SessionId == begun[first].Begun.SessionId).Count();
            sessions.AddRange(SessionEnds.Summarize(_files, [.. begun.Skip(first).Take(count)]));
            first += count;
        }

        return sessions;
    }

    public ISessionReader OpenSession(ulong sessionId) => new LogSessionReader(_files, folder, sessionId);

    public void Dispose()
    {
        // Holds nothing open.
    }
}
