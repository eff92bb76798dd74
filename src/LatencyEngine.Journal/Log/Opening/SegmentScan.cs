using LatencyEngine.Domain;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>Every record of one segment, read and checked. Cold.</summary>
/// <param name="NextSequence">Of the record that would follow.</param>
/// <param name="EndOffset">Behind the last valid record.</param>
/// <param name="LastTemplateId">Of the last record's message; 0 when there is no record.</param>
/// <param name="Tail">What stands behind it.</param>
internal readonly record struct SegmentScan(long NextSequence, int EndOffset, ushort LastTemplateId, Tail Tail)
{
    private const int TemplateIdOffset = RecordFormat.HeadBytes + 2;

    public bool IsEmpty => LastTemplateId == 0;

    public bool EndsSession => LastTemplateId == SessionEnded.TemplateId;

    /// <exception cref="DamagedLogException">A record is not where it belongs, or something that is never written was.
    /// The tail is judged, not refused.</exception>
    public static unsafe SegmentScan Run(SegmentImage image, SegmentFile segment)
    {
        var header = segment.Begun;
        CheckUnusedPlaces(image, segment);
        var seed = header.RecordSeed;
        var (offset, next, template) = (header.RecordsOffset, header.FirstSequence, (ushort)0);
        while (RecordFormat.SizeIfValid(image.Address + offset, image.Bytes.Length - offset, seed) is var size and > 0)
        {
            var record = image.Address + offset;
            if (RecordFormat.SequenceOf(record) != next) throw OutOfOrder(segment, record, offset, next);
            template = *(ushort*)(record + TemplateIdOffset);
            offset += size;
            next++;
        }

        return new SegmentScan(next, offset, template, TailJudge.Judge(image, offset, next, seed));
    }

    /// <summary>Reads the segment and runs over it.</summary>
    public static SegmentScan Run(ILogFiles files, SegmentImage image, SegmentFile segment)
    {
        using var file = files.Open(segment.Path, writable: false);
        image.Load(file, segment.Begun.SegmentBytes);
        return Run(image, segment);
    }

    public JournalException Damage(SegmentFile segment) => Damage(segment, Tail.Reason);

    public JournalException Damage(SegmentFile segment, string reason) =>
        new DamagedLogException(segment.Path, EndOffset, NextSequence, reason);

    private static void CheckUnusedPlaces(SegmentImage image, SegmentFile segment)
    {
        var header = segment.Begun;
        var bytes = image.Bytes;
        var anchorEnd = SegmentLayout.AnchorOffset + SegmentLayout.SectorBytes;
        var stray = bytes[anchorEnd..SegmentLayout.HeadCopyOffset].IndexOfAnyExcept((byte)0);
        if (stray >= 0) throw Stray(segment, anchorEnd + stray);
        if (!HeadCopy.TryRead(bytes[SegmentLayout.HeadCopyOffset..header.RecordsOffset], out var head))
            throw new DamagedLogException(segment.Path, SegmentLayout.HeadCopyOffset, header.FirstSequence,
                "the copy of the session's head does not have its checksum");
        var headEnd = SegmentLayout.HeadCopyOffset + HeadCopy.UsedBytesOf(head.Length);
        stray = bytes[headEnd..header.RecordsOffset].IndexOfAnyExcept((byte)0);
        if (stray >= 0) throw Stray(segment, headEnd + stray);
    }

    private static DamagedLogException Stray(SegmentFile segment, int offset) =>
        new(segment.Path, offset, segment.Begun.FirstSequence, "a place between the headers that is never written was");

    private static unsafe DamagedLogException OutOfOrder(SegmentFile segment, byte* record, int offset, long expected)
    {
        var found = RecordFormat.SequenceOf(record);
        var what = found < expected ? "a duplicate" : "a gap";
        return new DamagedLogException(segment.Path, offset, expected, $"{what}: record {found} is there");
    }
}
