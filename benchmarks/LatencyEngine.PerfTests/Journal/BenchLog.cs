using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>What the measurements of the log share: events whose records have 128 bytes, and a session for them.</summary>
internal static class BenchLog
{
    public const int RecordBytes = 128;
    private const int FrameBytes = 20; // Length, distance, sequence and checksum; see the format of the log.
    private const int Alignment = 8;

    /// <summary>Fills of an order, all different.</summary>
    public static EngineEvent[] Events(int count)
    {
        var events = new EngineEvent[count];
        for (var i = 0; i < count; i++)
        {
            ref var filled = ref events[i].Begin<OrderFilled>();
            filled.TimestampNanos = i;
            filled.InputSequence = i;
            filled.Price = (i * 7_919L) % 1_000_003;
            filled.FillId = (ulong)i;
        }

        var size = (events[0].EncodedLength + FrameBytes + Alignment - 1) / Alignment * Alignment;
        return size == RecordBytes ? events : throw new WrongAnswerException($"a record has {size} bytes, not {RecordBytes}");
    }

    public static LogWriter Open(string folder, Durability durability)
    {
        var log = LogWriter.Open(new LogOptions { Folder = folder, Durability = durability });
        log.BeginSession(new SessionHead
        {
            SessionId = log.NextSessionId, FirstSequence = log.LastSequence + 1, StartedNanos = 1, Seed = 1,
            ConfigurationHash = new byte[32], CodeVersion = "bench", Configuration = "{}",
        });
        return log;
    }
}
