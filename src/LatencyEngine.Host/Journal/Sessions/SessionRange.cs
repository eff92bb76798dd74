using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>A part of a session, both ends included; an end that is no bound is open. A value.</summary>
internal readonly record struct SessionRange(SessionBound Since, SessionBound Until)
{
    /// <summary>Puts the reader to the first record.</summary>
    public void Seek(ISessionReader session)
    {
        if (Since.Kind == SessionBoundKind.None) session.Rewind();
        else Since.Seek(session);
    }

    /// <summary>Reads the next record of the range.</summary>
    public bool TryRead(ISessionReader session, out JournalRecord record) =>
        session.TryRead(out record) && !Until.IsBefore(in record);
}
