using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>
/// Looks through what was prepared and never begun: keeps one whole spare segment, removes the rest, and refuses
/// records whose segment has lost its header. Cold.
/// </summary>
internal sealed class SpareCheck(LogOptions options, SegmentImage image)
{
    /// <returns>The spare that can be used; <c>null</c> when there is none.</returns>
    public SegmentFile? Run(SegmentList list)
    {
        foreach (var name in options.Files.List(options.Folder).Where(SegmentName.IsUnfinished))
            options.Files.Delete(Path.Combine(options.Folder, name));
        SegmentFile? kept = null;
        foreach (var segment in list.Spare)
        {
            if (IsUsable(segment, list)) kept = segment;
            else options.Files.Delete(segment.Path);
        }

        return kept;
    }

    private bool IsUsable(SegmentFile segment, SegmentList list)
    {
        if (segment.Bytes == 0) return false;
        using (var file = options.Files.Open(segment.Path, writable: false)) image.Load(file, (int)segment.Bytes);
        var used = image.Bytes.LastIndexOfAnyExcept((byte)0) + 1;
        if (used > 0) CheckHoldsNoRecords(segment, list, used);
        // One with a copy of some head would do; to make a fresh one costs little.
        return used == 0 && segment.Bytes == options.SegmentBytes && segment.Index == (list.Last?.Index ?? 0) + 1;
    }

    private void CheckHoldsNoRecords(SegmentFile segment, SegmentList list, int used)
    {
        var recordsOffset = SegmentLayout.HeadCopyOffset;
        if (image.Bytes.Length > recordsOffset && HeadCopy.TryRead(image.Bytes[recordsOffset..], out var head))
            recordsOffset += HeadCopy.SizeOf(head.Length);
        else if (list.Last is null || !HoldsRecords(segment, list.Last.Begun.JournalId))
            return;

        if (used > recordsOffset)
            throw new DamagedLogException(segment.Path, 0, list.Last?.Begun.FirstSequence ?? 1,
                "the segment holds records, and its header is gone");
    }

    private bool HoldsRecords(SegmentFile segment, Guid journal) =>
        LaterRecords.Find(image, 0, long.MaxValue, RecordFormat.SeedOf(journal, segment.Index)).FirstOffset is not null;
}
