using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Records;
using static LatencyEngine.Tests.Journal.Log.LogFixture;

namespace LatencyEngine.Tests.Journal.Log;

public sealed class DiskFailureTests
{
    private const string Folder = "/journal";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SimulatedDisk _disk = new();
    private readonly FaultyFiles _files;

    public DiskFailureTests() => _files = new FaultyFiles(_disk);

    private LogOptions Log => Options(Folder, _files) with { Durability = Durability.PowerLoss };

    [Fact]
    public void A_flush_that_fails_once_ends_the_writer_for_good()
    {
        using (var writer = Started(Log))
        {
            writer.Append([Event(2)]);
            _files.OnFlush = _ => throw new IOException("I/O error");
            Assert.Throws<JournalException>(writer.Commit);
            _files.OnFlush = _ => { };
            Assert.Equal(1, writer.DurableSequence);
            Assert.Throws<JournalException>(writer.Commit);
            Assert.Throws<JournalException>(() => writer.Append([Event(3)]));
            Assert.Throws<JournalException>(() => writer.BeginSession(Head(2)));
        }

        AssertReopensAfterPowerCuts();
    }

    [Fact]
    public void A_log_is_not_opened_when_what_it_shows_cannot_be_flushed()
    {
        Started(Log).Dispose();
        _files.OnFlush = _ => throw new IOException("I/O error");
        Assert.Throws<IOException>(() => LogWriter.Open(Log));
        _files.OnFlush = _ => { };
        LogWriter.Open(Log).Dispose();
    }

    [Fact]
    public void A_write_that_fails_ends_the_writer_for_good()
    {
        using var writer = Started(Log);
        writer.Append([Event(2)]);
        _files.OnWrite = (_, _) => throw new IOException("I/O error");
        Assert.Throws<JournalException>(writer.Commit);
        _files.OnWrite = (_, bytes) => bytes;
        Assert.Throws<JournalException>(writer.Commit);
        Assert.Equal(1, writer.DurableSequence);
    }

    [Fact]
    public void Short_writes_of_a_disk_that_fills_and_empties_lose_nothing()
    {
        var random = new Random(5);
        using (var writer = Started(Log with { RunsOnOneThread = true }))
        {
            // A short write in two of three, of whole sectors or not.
            _files.OnWrite = (_, bytes) => random.Next(3) == 0 ? bytes : random.Next(bytes);
            for (var i = 0; i < 200; i++)
            {
                writer.Append([Event(writer.LastSequence + 1)]);
                writer.Commit();
            }

            Assert.True(writer.RoomNaps > 0);
        }

        _files.OnWrite = (_, bytes) => bytes;
        Assert.Equal(Expected(Head(1) with { FirstSequence = 1 }, 200), Read(Folder, 1, _disk));
    }

    [Fact]
    public async Task A_full_disk_is_announced_then_waited_for_and_nothing_is_lost()
    {
        using var writer = Started(Log);
        _files.IsFull = true;
        // The spare that was ready is used up, then there is none.
        var writing = Task.Run(() => AppendMany(writer, 400));
        WaitFor(() => writer.Space == LogSpace.Exhausted);
        Assert.False(writing.IsCompleted);
        var durable = writer.DurableSequence;
        Assert.True(durable < 401);
        _files.IsFull = false;
        await writing.WaitAsync(Patience);
        Assert.Equal(401, writer.DurableSequence);
        WaitFor(() => writer.Space == LogSpace.Ample);
        Assert.Equal(Expected(Head(1) with { FirstSequence = 1 }, 400), Read(Folder, 1, _disk));
    }

    [Fact]
    public void The_space_is_low_while_no_spare_can_be_made_and_the_segment_has_room()
    {
        using var writer = Started(Log);
        WaitFor(() => _disk.List(Folder).Contains("000000000002.log"));
        _files.IsFull = true;
        AppendUntilSegment(writer, 2);
        WaitFor(() => writer.Space == LogSpace.Low);
        writer.Append([Event(1)]);
        writer.Commit();
        Assert.Equal(writer.LastSequence, writer.DurableSequence);
    }

    [Fact]
    public async Task A_wait_for_room_ends_when_the_writer_is_stopped()
    {
        using var stopping = new CancellationTokenSource();
        var writer = Started(Log with { Stopping = stopping.Token });
        _files.IsFull = true;
        var writing = Task.Run(() => AppendMany(writer, 400));
        WaitFor(() => writer.Space == LogSpace.Exhausted);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        writer.Dispose();
        var written = Read(Folder, 1, _disk).Count;
        Assert.InRange(written, 2, 400);
    }

    [Fact]
    public async Task A_slow_flush_delays_and_loses_nothing()
    {
        using var flush = new ManualResetEventSlim();
        using var writer = Started(Log);
        _files.OnFlush = _ => flush.Wait(Patience);
        writer.Append([Event(2)]);
        var committing = Task.Run(writer.Commit);
        Assert.Equal(1, writer.DurableSequence);
        flush.Set();
        await committing.WaitAsync(Patience);
        Assert.Equal(2, writer.DurableSequence);
    }

    private void AssertReopensAfterPowerCuts()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = _disk.AfterPowerCut(new Random(seed));
            using var writer = LogWriter.Open(Options(Folder, disk) with { RunsOnOneThread = true });
            Assert.InRange(writer.Recovery.LastSequence, 1, 2);
        }
    }

    private static LogWriter Started(LogOptions options)
    {
        var writer = LogWriter.Open(options);
        writer.BeginSession(Head(1));
        return writer;
    }

    private static void AppendMany(LogWriter writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            writer.Append([Event(writer.LastSequence + 1)]);
            writer.Commit();
        }
    }

    /// <summary>Until this segment, which is prepared, is begun.</summary>
    private void AppendUntilSegment(LogWriter writer, long index)
    {
        while (_disk.Read(SegmentPath(Folder, index), 0) == 0) AppendMany(writer, 1);
    }

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience));
}
