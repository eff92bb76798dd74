using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using LatencyEngine.TestKit;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

public sealed class LogWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private LogOptions Log => Options(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_journal_is_empty()
    {
        using var writer = LogWriter.Open(Log);
        Assert.Null(writer.Recovery.LastSession);
        Assert.Equal((0L, 0L, 1UL), (writer.LastSequence, writer.DurableSequence, writer.NextSessionId));
    }

    [Theory]
    [InlineData(Durability.ProcessCrash)]
    [InlineData(Durability.PowerLoss)]
    public void What_was_appended_is_read_back_over_many_segments(Durability durability)
    {
        const int events = 500;
        Write(Log with { Durability = durability }, events);
        Assert.True(Directory.GetFiles(_folder.Path, "*.log").Length > 5);
        Assert.Equal(Expected(Head(1) with { FirstSequence = 1 }, events), Read(_folder.Path, 1));
    }

    [Fact]
    public void A_session_goes_on_where_it_was_left()
    {
        Write(Log, events: 10);
        using (var writer = LogWriter.Open(Log))
        {
            Assert.Equal((1UL, 11L, false), LastSession(writer));
            writer.Append(Batch(12, 60));
            writer.Commit();
            Assert.Equal(71, writer.DurableSequence);
        }

        Assert.Equal(Expected(Head(1) with { FirstSequence = 1 }, 70), Read(_folder.Path, 1));
    }

    [Fact]
    public void Sequences_go_on_over_sessions()
    {
        Write(Log, events: 3, ends: true);
        Write(Log, events: 4);
        Assert.Equal(Expected(Head(2) with { FirstSequence = 6 }, 4), Read(_folder.Path, 2));
        using var journal = new LogJournal(_folder.Path);
        var sessions = journal.ListSessions();
        Assert.Equal([(1UL, 1L, 5L, true), (2UL, 6L, 10L, false)],
            sessions.Select(s => (s.SessionId, s.FirstSequence, s.LastSequence, s.IsEnded)));
    }

    [Fact]
    public void Nothing_is_added_to_a_session_that_has_ended()
    {
        Write(Log, events: 3, ends: true);
        using var writer = LogWriter.Open(Log);
        Assert.True(writer.Recovery.LastSession!.IsEnded);
        Assert.Throws<InvalidOperationException>(() => writer.Append([Event(6)]));
    }

    [Fact]
    public void Messages_of_any_length_keep_it()
    {
        using (var writer = LogWriter.Open(Log))
        {
            writer.BeginSession(Head(1));
            for (var bytes = 16; bytes < 300; bytes++) writer.Append(Message(bytes));
            writer.Commit();
        }

        var expected = Enumerable.Range(16, 284).Select((bytes, i) => Text(i + 2, Message(bytes)));
        Assert.Equal(expected, Read(_folder.Path, 1).Skip(1));
    }

    [Fact]
    public void A_second_start_is_refused_and_names_the_process()
    {
        using var writer = LogWriter.Open(Log);
        var refusal = Assert.Throws<JournalException>(() => LogWriter.Open(Log));
        Assert.Equal($"the journal in {_folder.Path} is in use by process {Environment.ProcessId}", refusal.Message);
    }

    [Fact]
    public void A_lock_that_was_left_behind_is_no_obstacle()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "lock"), "");
        File.WriteAllText(Path.Combine(_folder.Path, "lock.holder"), "1");
        LogWriter.Open(Log).Dispose();
    }

    [Fact]
    public void A_refused_log_is_not_left_locked()
    {
        Write(Log, events: 200);
        File.Delete(SegmentPath(_folder.Path, 2));
        Assert.Throws<DamagedLogException>(() => LogWriter.Open(Log));
        Assert.Throws<DamagedLogException>(() => LogWriter.Open(Log));
    }

    [Fact]
    public void A_record_that_no_segment_can_hold_is_refused_and_the_log_goes_on()
    {
        using var writer = LogWriter.Open(Log);
        writer.BeginSession(Head(1));
        Assert.Throws<JournalException>(() => writer.Append(new byte[SmallSegmentBytes]));
        writer.Append([Event(2)]);
        writer.Commit();
        Assert.Equal(2, writer.DurableSequence);
    }

    [Fact]
    public void Appending_and_committing_do_not_allocate()
    {
        using var writer = LogWriter.Open(Log with { SegmentBytes = 64 * 1024 * 1024 });
        writer.BeginSession(Head(1));
        var batch = Batch(1, 16);
        var message = Bytes(Event(1));
        Allocation.AssertNone(() =>
        {
            writer.Append(batch);
            writer.Append(message);
            writer.Commit();
        });
    }

    private static (ulong, long, bool) LastSession(LogWriter writer) => (
        writer.Recovery.LastSession!.SessionId, writer.Recovery.LastSequence, writer.Recovery.LastSession.IsEnded);

    private static byte[] Message(int bytes)
    {
        var message = new byte[bytes];
        for (var i = 0; i < bytes; i++) message[i] = (byte)(i * 7 + bytes);
        return message;
    }
}
