using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log.Reading;

/// <summary>
/// Times for seeking: those of inputs and outputs, which never go back. Heads and marks have the host's time, which may
/// be years from that of a recorded market.
/// </summary>
internal static class SegmentTimes
{
    /// <summary>Of the segment's first input or output; <c>null</c> when it has none.</summary>
    public static long? FirstNanos(ILogFiles files, SegmentFile segment)
    {
        using var reader = new SegmentReader(files, segment);
        while (reader.TryRead(out var record))
        {
            if (HasEventTime(record)) return record.TimestampNanos;
        }

        return null;
    }

    public static bool IsAtOrAfter(in JournalRecord record, long nanos) =>
        HasEventTime(record) && record.TimestampNanos >= nanos;

    private static bool HasEventTime(in JournalRecord record) => record.Kind is RecordKind.Input or RecordKind.Output;
}
