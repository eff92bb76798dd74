using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Reading;

/// <summary>
/// Reads a session that may still be written: where there is no more for now, it waits for more. Used by the reader's
/// thread; owns only where the session is.
/// </summary>
/// <param name="journal">Where the session is; a later one in it is the end of this one.</param>
/// <param name="session">Read from where it stands.</param>
public sealed class SessionFollower(IJournalReader journal, ISessionReader session)
{
    /// <summary>How soon something new is seen.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private const int LooksPerListing = 50;

    private bool _isEnded;
    private int _looks;

    /// <summary>Reads the next record, as soon as there is one.</summary>
    /// <returns><c>false</c> when there will be none, or none is wanted any more.</returns>
    /// <exception cref="JournalException">The journal is damaged here.</exception>
    public bool TryRead(out JournalRecord record, CancellationToken cancellation)
    {
        while (true)
        {
            if (session.TryRead(out record))
            {
                _isEnded = record.Is<SessionEnded>();
                return true;
            }

            if (_isEnded || cancellation.WaitHandle.WaitOne(Interval)) break;
            if (++_looks % LooksPerListing == 0) _isEnded = IsLeft();
        }

        record = default;
        return false;
    }

    // One more read follows: what was written between the last one and the start of the next session.
    private bool IsLeft() => journal.ListSessions() is [.., var last] && last.SessionId > session.Head.SessionId;
}
