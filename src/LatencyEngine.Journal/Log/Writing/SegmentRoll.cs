using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Begins the next segment: first its anchor and the copy of the session's head, then its header, then, by the caller,
/// records; where records must survive a loss of power each is flushed before the next. So a segment without a header
/// holds no record. Used by the writing thread.
/// </summary>
internal sealed class SegmentRoll(LogOptions options, SegmentPreparer preparer, SafeWrites writes, Guid journalId)
{
    // Taken and not begun yet: kept when the writer is stopped while it waits for room.
    private PreparedSegment? _taken;

    public ActiveSegment Begin(SessionContext session, long firstSequence)
    {
        _taken ??= preparer.Take();
        if (_taken.HeadSessionId != session.SessionId || _taken.Index == 1) WriteHead(_taken, session);
        var header = Header(_taken, session, firstSequence);
        Span<byte> sector = stackalloc byte[SegmentLayout.SectorBytes];
        header.Write(sector);
        writes.Write(_taken.File, sector, 0);
        if (options.Flushes) writes.Flush(_taken.File);
        var segment = new ActiveSegment(
            _taken.Index, _taken.File, header.RecordSeed, header.RecordsOffset, _taken.SegmentBytes);
        _taken = null;
        return segment;
    }

    private void WriteHead(PreparedSegment prepared, SessionContext session)
    {
        if (prepared.Index == 1) WriteFirstAnchor(prepared);
        // Covers the head of an earlier session, which may have been longer.
        var area = new byte[Math.Max(session.HeadCopy.Length, prepared.HeadBytes)];
        session.HeadCopy.CopyTo(area, 0);
        writes.Write(prepared.File, area, SegmentLayout.HeadCopyOffset);
        if (options.Flushes) writes.Flush(prepared.File);
    }

    private void WriteFirstAnchor(PreparedSegment prepared)
    {
        Span<byte> sector = stackalloc byte[SegmentLayout.SectorBytes];
        new SegmentAnchor { SegmentIndex = 1, PreviousHash = SegmentAnchor.NoPrevious }.Write(sector);
        writes.Write(prepared.File, sector, SegmentLayout.AnchorOffset);
    }

    private SegmentHeader Header(PreparedSegment prepared, SessionContext session, long firstSequence) => new()
    {
        JournalId = journalId,
        SegmentIndex = prepared.Index,
        SessionId = session.SessionId,
        FirstSequence = firstSequence,
        SessionFirstSequence = session.FirstSequence,
        CreatedNanos = options.Clock.NanosSinceEpoch(),
        SegmentBytes = prepared.SegmentBytes,
        RecordsOffset = SegmentLayout.HeadCopyOffset + session.HeadCopy.Length,
        Durability = options.Durability,
    };
}
