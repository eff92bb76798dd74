using System.Runtime.InteropServices;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>Builders and readers that the tests of the log share.</summary>
internal static class LogFixture
{
    public const int SmallSegmentBytes = 8 * 1024;

    public static LogOptions Options(string folder, ILogFiles? files = null) => new()
    {
        Folder = folder,
        SegmentBytes = SmallSegmentBytes,
        Files = files ?? DiskFiles.Instance,
        RetryAfter = TimeSpan.FromMilliseconds(1),
    };

    public static SessionHead Head(ulong sessionId) => new()
    {
        SessionId = sessionId,
        FirstSequence = 0,
        StartedNanos = 1_000 + (long)sessionId,
        Seed = 7,
        ConfigurationHash = new byte[32],
        CodeVersion = "test",
        Configuration = """{"name":"test"}""",
    };

    /// <summary>A quote whose content follows from its number.</summary>
    public static EngineEvent Event(long number)
    {
        var slot = default(EngineEvent);
        ref var quote = ref slot.Begin<Quote>();
        quote.TimestampNanos = number * 10;
        return slot;
    }

    public static EngineEvent[] Batch(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Event(first + i))];

    public static EngineEvent Ended(long nanos)
    {
        var slot = default(EngineEvent);
        slot.Begin<SessionEnded>().TimestampNanos = nanos;
        return slot;
    }

    /// <summary>A journal of one session with this many events after its head.</summary>
    public static void Write(LogOptions options, int events, bool ends = false)
    {
        using var writer = LogWriter.Open(options);
        writer.BeginSession(Head(writer.NextSessionId));
        for (var i = 0; i < events; i++)
        {
            writer.Append([Event(writer.LastSequence + 1)]);
            writer.Commit();
        }

        if (!ends) return;
        writer.Append([Ended(writer.LastSequence * 10)]);
        writer.Commit();
    }

    /// <summary>All records of a session, as text: sequence and bytes.</summary>
    public static List<string> Read(string folder, ulong sessionId, ILogFiles? files = null)
    {
        using var journal = new LogJournal(folder, files);
        using var reader = journal.OpenSession(sessionId);
        return ReadOn(reader);
    }

    public static List<string> ReadOn(ISessionReader reader)
    {
        var records = new List<string>();
        while (reader.TryRead(out var record)) records.Add(Text(record.Sequence, record.Message));
        return records;
    }

    public static string Text(long sequence, ReadOnlySpan<byte> message) =>
        $"{sequence} {Convert.ToHexString(message)}";

    public static string Text(long sequence, EngineEvent slot) => Text(sequence, slot.AsBytes());

    /// <summary>What <see cref="Read"/> answers for a session of <see cref="Write"/>.</summary>
    public static List<string> Expected(SessionHead head, int events) =>
        [Text(head.FirstSequence, head.ToMessage()),
            .. Enumerable.Range(1, events).Select(i => Text(head.FirstSequence + i, Event(head.FirstSequence + i)))];

    public static string SegmentPath(string folder, long index) => Path.Combine(folder, $"{index:D12}.log");

    public static byte[] Bytes(EngineEvent slot) =>
        MemoryMarshal.AsBytes(new Span<EngineEvent>(ref slot))[..slot.EncodedLength].ToArray();
}
