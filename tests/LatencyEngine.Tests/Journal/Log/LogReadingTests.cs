using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

public sealed class LogReadingTests : IDisposable
{
    private const int EventCount = 300;
    private readonly TemporaryFolder _folder = new();

    private LogOptions Log => Options(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_sequence_can_be_sought()
    {
        Write(Log, EventCount);
        using var journal = new LogJournal(_folder.Path);
        using var reader = journal.OpenSession(1);
        for (var sequence = EventCount + 1; sequence >= 1; sequence -= 7)
        {
            reader.SeekSequence(sequence);
            Assert.True(reader.TryRead(out var record));
            Assert.Equal(sequence, record.Sequence);
        }

        reader.SeekSequence(EventCount + 2);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void A_time_is_sought_among_inputs_and_outputs()
    {
        Write(Log, EventCount);
        using var journal = new LogJournal(_folder.Path);
        using var reader = journal.OpenSession(1);
        for (var sequence = EventCount + 1; sequence >= 2; sequence -= 7)
        {
            reader.SeekTime(sequence * 10 - 5);
            Assert.True(reader.TryRead(out var record));
            Assert.Equal(sequence, record.Sequence);
        }
    }

    [Fact]
    public void A_place_that_is_not_written_yet_can_be_sought()
    {
        using var writer = LogWriter.Open(Log);
        writer.BeginSession(Head(1));
        using var journal = new LogJournal(_folder.Path);
        using var reader = journal.OpenSession(1);
        reader.SeekSequence(40);
        Assert.False(reader.TryRead(out _));
        writer.Append(Batch(2, 60));
        writer.Commit();
        Assert.True(reader.TryRead(out var record));
        Assert.Equal(40, record.Sequence);
    }

    [Fact]
    public void A_session_that_is_not_there_is_named()
    {
        Write(Log, events: 3);
        using var journal = new LogJournal(_folder.Path);
        Assert.Throws<JournalException>(() => journal.OpenSession(9));
    }

    [Fact]
    public async Task A_log_is_read_while_it_is_written()
    {
        const int total = 30_000;
        using var writer = LogWriter.Open(Log with { SegmentBytes = 64 * 1024 });
        var head = writer.BeginSession(Head(1));
        var writing = Task.Run(() =>
        {
            for (var first = 2; first < total + 2; first += 30)
            {
                writer.Append(Batch(first, 30));
                writer.Commit();
            }
        });

        ReadAll(head, total);
        await writing.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Reading_does_not_allocate()
    {
        using var writer = LogWriter.Open(Log with { SegmentBytes = 16 * 1024 * 1024 });
        writer.BeginSession(Head(1));
        for (var i = 0; i < 500; i++) writer.Append(Batch(1, 100));
        writer.Commit();
        using var journal = new LogJournal(_folder.Path);
        using var reader = journal.OpenSession(1);
        Allocation.AssertNone(() => Assert.True(reader.TryRead(out _)));
    }

    private void ReadAll(SessionHead head, int total)
    {
        using var journal = new LogJournal(_folder.Path);
        using var reader = journal.OpenSession(1);
        for (var sequence = 1L; sequence < total + 2;)
        {
            if (!reader.TryRead(out var record)) continue;
            var expected = sequence == 1 ? head.ToMessage() : Bytes(Event(sequence));
            Assert.Equal(sequence, record.Sequence);
            Assert.True(record.Message.SequenceEqual(expected), $"record {sequence}");
            sequence++;
        }
    }
}
