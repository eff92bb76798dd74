using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>What must hold between a segment, its name and the one before it. Pure; cold.</summary>
internal static class SegmentOrder
{
    /// <returns><c>null</c> when all is well.</returns>
    public static DamagedLogException? FaultOf(SegmentFile segment, SegmentFile? previous)
    {
        if (segment.Fault is { } fault) return Fault(segment, previous, segment.FaultOffset, fault);
        if (!segment.IsBegun)
            return Fault(segment, previous, 0, "the segment has no header, and later ones were begun");
        var header = segment.Begun;
        if (header.SegmentIndex != segment.Index)
            return Fault(segment, previous, 0, $"the file holds segment {header.SegmentIndex} of the journal");
        if (segment.Anchor is { } anchor && anchor.SegmentIndex != segment.Index)
            return Fault(segment, previous, SegmentLayout.AnchorOffset, $"the anchor is that of {anchor.SegmentIndex}");
        return previous is null ? null : FaultBetween(segment, header, previous, previous.Begun);
    }

    private static DamagedLogException? FaultBetween(
        SegmentFile segment, SegmentHeader header, SegmentFile previous, SegmentHeader before)
    {
        if (header.JournalId != before.JournalId)
            return Fault(segment, previous, 0, $"the segment is of journal {header.JournalId}, not {before.JournalId}");
        if (segment.Index != previous.Index + 1)
            return Fault(segment, previous, 0, $"segment {previous.Index + 1} is missing");
        if (header.FirstSequence < before.FirstSequence)
            return Fault(segment, previous, 0, $"it begins before segment {previous.Index}, which it follows");
        return header.SessionId < before.SessionId
            ? Fault(segment, previous, 0, $"session {header.SessionId} follows session {before.SessionId}")
            : null;
    }

    private static DamagedLogException Fault(SegmentFile segment, SegmentFile? previous, long offset, string reason)
    {
        var sequence = segment.Header?.FirstSequence ?? previous?.Header?.FirstSequence ?? 1;
        return new DamagedLogException(segment.Path, offset, sequence, reason);
    }
}
