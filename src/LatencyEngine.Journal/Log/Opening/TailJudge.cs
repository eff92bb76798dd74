using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>
/// Tells an interrupted write from damage, at the first place of a segment that holds no valid record. Pure; cold.
/// </summary>
/// <remarks>
/// <b>What an interruption leaves.</b> A segment starts as zeros and is written once, from front to back. So after the
/// end of a process its content is the truth up to some byte and zeros from there. After a loss of power each sector
/// that was not flushed holds a version of itself: the truth up to some record's end, or nothing, and zeros from there.
/// <b>Torn</b> is what is explained by that and was promised to nobody; a later valid record may prove that it was
/// promised. <b>Everything else is damage</b>, even where losing it might be harmless: nobody can know.
/// </remarks>
internal static unsafe class TailJudge
{
    /// <param name="image">The whole segment.</param>
    /// <param name="offset">Where no valid record starts.</param>
    /// <param name="expected">The sequence of the record that would start there.</param>
    public static Tail Judge(SegmentImage image, int offset, long expected, uint seed)
    {
        var used = image.Bytes.LastIndexOfAnyExcept((byte)0) + 1;
        if (used <= offset) return new Tail(TailKind.Clean, "", used);
        var later = LaterRecords.Find(image, offset, expected, seed);
        if (later.Proof is { } proof) return new Tail(TailKind.Damaged, proof, used);
        var claimed = RecordFormat.ClaimedSize(image.Bytes[offset..]);
        return claimed == 0 ? JudgeUnwrittenStart(image, offset, used) : JudgeStarted(image, offset, used, claimed, seed, later);
    }

    private static Tail JudgeUnwrittenStart(SegmentImage image, int offset, int used)
    {
        if (offset + sizeof(uint) >= used && used > offset) return Torn("its length was not written", used);
        var sectorEnd = Math.Min(SegmentLayout.AlignToSector(offset + 1), image.Bytes.Length);
        return image.Bytes[offset..sectorEnd].IndexOfAnyExcept((byte)0) < 0
            ? Torn("its sector was never written", used)
            : Damaged("a record without a length, in a sector that was written", used);
    }

    private static Tail JudgeStarted(
        SegmentImage image, int offset, int used, uint claimed, uint seed, LaterRecords later)
    {
        if (used <= offset + sizeof(uint)) return Torn("only a part of its length was written", used);
        if (claimed < RecordFormat.BytesMin || claimed > image.Bytes.Length - offset)
            return Damaged($"the record claims {claimed} bytes", used);
        var end = offset + (int)claimed;
        if (later.FirstOffset is { } first && first < end)
            return Damaged($"the record claims {claimed} bytes, but another starts at byte {first}", used);
        if (HasOtherLength(image, offset, used, seed))
            return Damaged($"the record is whole but for its length, which claims {claimed} bytes", used);
        if (used < end) return Torn("its end was not written", used);
        return MissesSector(image.Bytes, offset, end)
            ? Torn("some of its sectors were never written", used)
            : Damaged("its checksum is wrong and no part of it is missing", used);
    }

    /// <summary>Whether a whole record ends where the data end, so that only its length can be wrong.</summary>
    private static bool HasOtherLength(SegmentImage image, int offset, int used, uint seed)
    {
        var size = (used - offset + RecordFormat.Alignment - 1) / RecordFormat.Alignment * RecordFormat.Alignment;
        if (size < RecordFormat.BytesMin || offset + size > image.Bytes.Length) return false;
        var word = (uint*)(image.Address + offset);
        var found = *word;
        var isWhole = false;
        for (var padding = 0u; padding < RecordFormat.Alignment && !isWhole; padding++)
        {
            *word = (uint)size + padding;
            isWhole = RecordFormat.SizeIfValid(image.Address + offset, size, seed) != 0;
        }

        *word = found;
        return isWhole;
    }

    private static bool MissesSector(ReadOnlySpan<byte> image, int offset, int end)
    {
        for (var sector = SegmentLayout.AlignToSector(offset + 1); sector < end; sector += SegmentLayout.SectorBytes)
        {
            var sectorEnd = Math.Min(sector + SegmentLayout.SectorBytes, image.Length);
            if (image[sector..sectorEnd].IndexOfAnyExcept((byte)0) < 0) return true;
        }

        return false;
    }

    private static Tail Torn(string reason, int used) => new(TailKind.Torn, reason, used);

    private static Tail Damaged(string reason, int used) => new(TailKind.Damaged, reason, used);
}
