using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>A real log with a flow of events that follows from their numbers: market data, and now and then an order.</summary>
internal sealed class JournalScript : IDisposable
{
    public const long StartNanos = 1_700_000_000_123_456_789;
    private const long StepNanos = 1_777;

    private readonly TemporaryFolder _folder = new("latencyengine-journal-");
    private EngineEvent _slot;
    private long _number;
    private LogWriter? _writer;

    public string Folder => _folder.Path;

    public LogWriter Writer => _writer ??= LogWriter.Open(new LogOptions { Folder = Folder, SegmentBytes = 1 << 20 });

    public long LastSequence => Writer.LastSequence;

    public LogJournal Open() => new(Folder);

    public SessionHead BeginSession() => Writer.BeginSession(new SessionHead
    {
        SessionId = Writer.NextSessionId,
        FirstSequence = 0,
        StartedNanos = StartNanos + (long)Writer.NextSessionId,
        Seed = 7,
        ConfigurationHash = [.. Enumerable.Range(1, 32).Select(i => (byte)i)],
        CodeVersion = "test",
        Configuration = """{"name":"test","quote":"\"é\""}""",
    });

    public void Append(int count)
    {
        for (var i = 0; i < count; i++) AppendNext();
        Writer.Commit();
    }

    public void EndSession()
    {
        var ended = SessionEnded.Create();
        ended.TimestampNanos = TimeOf(_number);
        ended.StateHash = ulong.MaxValue;
        Write(ended);
        Writer.Commit();
    }

    /// <summary>A whole session of so many records, its head and its end included.</summary>
    public void WriteSession(int records)
    {
        BeginSession();
        Append(records - 2);
        EndSession();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _folder.Dispose();
    }

    /// <summary>All records of a journal as text lines, for comparing: sequence and bytes.</summary>
    public static List<string> Lines(IJournalReader journal)
    {
        var lines = new List<string>();
        foreach (var session in journal.ListSessions())
        {
            using var reader = journal.OpenSession(session.SessionId);
            while (reader.TryRead(out var record)) lines.Add($"{record.Sequence} {Convert.ToHexString(record.Message)}");
        }
        return lines;
    }

    public static long TimeOf(long number) => StartNanos + (number * StepNanos);

    private void AppendNext()
    {
        switch (++_number % 8)
        {
            case 3: Write(Trade()); break;
            case 5: Write(Accepted()); break;
            case 6: Write(Filled()); break;
            default: Write(Quote()); break;
        }
    }

    private Quote Quote()
    {
        var quote = Domain.Quote.Create();
        quote.TimestampNanos = TimeOf(_number);
        quote.InstrumentId = (uint)(_number % 100);
        quote.BidPrice = 100_000_000_000 + (_number % 977 * 1_000_000);
        quote.BidQuantity = _number % 31;
        return quote;
    }

    private Trade Trade()
    {
        var trade = Domain.Trade.Create();
        trade.TimestampNanos = TimeOf(_number);
        trade.Price = 100_000_000_000 + _number;
        return trade;
    }

    private OrderAccepted Accepted()
    {
        var accepted = OrderAccepted.Create();
        accepted.TimestampNanos = TimeOf(_number);
        accepted.OrderId = (ulong)_number;
        accepted.Price = _number % 2 == 0 ? null : _number;
        accepted.Side = Side.Buy;
        return accepted;
    }

    private OrderFilled Filled()
    {
        var filled = OrderFilled.Create();
        filled.TimestampNanos = TimeOf(_number);
        filled.OrderId = ulong.MaxValue - (ulong)_number;
        filled.Price = -_number;
        filled.Side = Side.Sell;
        return filled;
    }

    private void Write<T>(in T message)
        where T : unmanaged, ISbeMessage<T>
    {
        _slot.Set(message);
        Writer.Append(new ReadOnlySpan<EngineEvent>(in _slot));
    }
}
