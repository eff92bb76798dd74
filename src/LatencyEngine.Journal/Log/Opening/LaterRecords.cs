using LatencyEngine.Journal.Log.Format;

namespace LatencyEngine.Journal.Log.Opening;

/// <summary>The valid records behind a place that holds none, and what they prove about it. Pure; cold.</summary>
/// <param name="FirstOffset">Where the first of them starts.</param>
/// <param name="Proof">Why the place was durable; <c>null</c> when nothing proves it.</param>
internal readonly record struct LaterRecords(int? FirstOffset, string? Proof)
{
    public static unsafe LaterRecords Find(SegmentImage image, int offset, long expected, uint seed)
    {
        int? first = null;
        for (var at = NextUsed(image, offset + RecordFormat.Alignment); at >= 0; at = NextUsed(image, at))
        {
            var record = image.Address + at;
            var size = RecordFormat.SizeIfValid(record, image.Bytes.Length - at, seed);
            if (size != 0)
            {
                first ??= at;
                if (RecordFormat.ProvenBy(record) >= expected) return new LaterRecords(first, Words(record, at));
            }

            at += size == 0 ? RecordFormat.Alignment : size;
        }

        return new LaterRecords(first, null);
    }

    private static unsafe string Words(byte* record, int at) =>
        $"record {RecordFormat.SequenceOf(record)}, at byte {at}, was written when {RecordFormat.ProvenBy(record)}"
        + " was durable";

    /// <returns>The next place where a record may start and something is written, or -1.</returns>
    private static int NextUsed(SegmentImage image, int from)
    {
        if (from >= image.Bytes.Length) return -1;
        var distance = image.Bytes[from..].IndexOfAnyExcept((byte)0);
        return distance < 0 ? -1 : (from + distance) / RecordFormat.Alignment * RecordFormat.Alignment;
    }
}
