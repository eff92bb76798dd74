using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Decides with which session an opened journal goes on: the one that was cut off, if the configuration allows it, or
/// a new one. The control thread; done when constructed.
/// </summary>
internal sealed class JournalOpening
{
    private readonly LogWriter _log;
    private readonly ConfigurationResult _loaded;
    private readonly List<string> _notices = [];

    /// <param name="log">Just opened.</param>
    /// <param name="folder">Of the journal.</param>
    /// <param name="loaded">The configuration to run with.</param>
    /// <exception cref="JournalException">A session must go on, and cannot.</exception>
    public JournalOpening(LogWriter log, string folder, ConfigurationResult loaded)
    {
        _log = log;
        _loaded = loaded;
        if (log.Recovery.CutReason is { } cut) _notices.Add($"an interrupted write was cut off: {cut}");
        if (log.Recovery.LastSession is { IsEnded: false } unended) GoOn(folder, unended);
        Head ??= NewHead();
    }

    public SessionHead Head { get; private set; }

    /// <summary><c>null</c> for a new session.</summary>
    public ResumePoint? Before { get; private set; }

    /// <summary>What was found and decided, for people.</summary>
    public IReadOnlyList<string> Notices => _notices;

    private void GoOn(string folder, SessionSummary unended)
    {
        var policy = _loaded.Configuration!.Journal.Resume;
        using var journal = new LogJournal(folder);
        var head = HeadOf(journal, unended.SessionId);
        var isAlike = _loaded.DecisionHash.AsSpan().SequenceEqual(head.ConfigurationHash);
        if (policy == UnendedSession.Leave)
            _notices.Add($"session {head.SessionId} was cut off and stays as it is");
        else if (isAlike)
            GoOnOrLeave(journal, head, policy);
        else if (policy == UnendedSession.ResumeOrRefuse)
            throw new JournalException(
                $"session {head.SessionId} was cut off and cannot go on: its configuration is another one; "
                + $"'./run.ps1 journal info {head.SessionId}' shows it");
        else
            _notices.Add($"session {head.SessionId} was cut off under another configuration and stays as it is");
    }

    // A session that does not come out the same, after a change of the code say, is no reason not to start.
    private void GoOnOrLeave(LogJournal journal, SessionHead head, UnendedSession policy)
    {
        try
        {
            GoOn(journal, head);
        }
        catch (JournalException failure) when (policy == UnendedSession.ResumeIfAlike && failure is not DamagedLogException)
        {
            _notices.Add($"{failure.Message}; it stays as it is, and a new session begins");
        }
    }

    private void GoOn(LogJournal journal, SessionHead head)
    {
        var resumption = new SessionResumption(_log, journal, head, _loaded.Configuration!);
        _notices.AddRange(resumption.Notices);
        if (resumption.IsEnded) return;
        Head = head;
        Before = resumption.Point;
    }

    private static SessionHead HeadOf(LogJournal journal, ulong sessionId)
    {
        using var reader = journal.OpenSession(sessionId);
        return reader.Head;
    }

    private SessionHead NewHead() => new()
    {
        SessionId = _log.NextSessionId,
        FirstSequence = _log.LastSequence + 1,
        StartedNanos = new SystemClock().NanosSinceEpoch(),
        Seed = _loaded.Configuration!.Session.Seed,
        ConfigurationHash = [.. _loaded.DecisionHash],
        CodeVersion = CodeVersion.Text,
        Configuration = RecordedConfiguration.Of(_loaded.CanonicalJson),
    };
}
