using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Tests.Journal.Reading;

/// <summary>A journal that is nowhere but in memory, and may grow while it is read.</summary>
internal sealed class MemoryJournal : IJournalReader
{
    private readonly List<(SessionHead Head, List<byte[]> Messages)> _sessions = [];
    private long _lastSequence;

    public string Place => "memory";

    public void Begin(SessionHead head)
    {
        _sessions.Add((head with { FirstSequence = _lastSequence + 1 }, []));
        Append(_sessions[^1].Head.ToMessage());
    }

    /// <summary>To the newest session.</summary>
    public void Append(params IEnumerable<byte[]> messages)
    {
        foreach (var message in messages)
        {
            _sessions[^1].Messages.Add(message);
            _lastSequence++;
        }
    }

    public IReadOnlyList<SessionSummary> ListSessions() => [.. _sessions.Select(session => new SessionSummary(
        session.Head.SessionId, session.Head.FirstSequence, session.Head.FirstSequence + session.Messages.Count - 1,
        session.Head.StartedNanos, IsEnded: false, session.Messages.Sum(message => message.Length)))];

    public ISessionReader OpenSession(ulong sessionId)
    {
        var (head, messages) = _sessions.Single(session => session.Head.SessionId == sessionId);
        return new Session(head, messages);
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Session(SessionHead head, List<byte[]> messages) : ISessionReader
    {
        private int _next;

        public SessionHead Head => head;

        public bool TryRead(out JournalRecord record)
        {
            record = default;
            if (_next >= messages.Count) return false;
            record = new JournalRecord(head.FirstSequence + _next, messages[_next]);
            _next++;
            return true;
        }

        public void SeekSequence(long sequence) => _next = (int)Math.Clamp(sequence - head.FirstSequence, 0, messages.Count);

        public void SeekTime(long timestampNanos)
        {
            for (_next = 0; _next < messages.Count; _next++)
                if (new JournalRecord(0, messages[_next]).TimestampNanos >= timestampNanos) return;
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
