using System.IO.Compression;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lobster;

namespace LatencyEngine.Tests.Venues.Lobster;

/// <summary>The whole of real recordings against the venue's own book and the independent counts.</summary>
public sealed class LobsterRecordingTests
{
    public static TheoryData<string, int> Recordings => new()
    {
        { "GOOG", 10 },
        { "GOOG", 5 },
        { "GOOG", 1 },
        { "AMZN", 1 },
    };

    [SharedDataTheory, MemberData(nameof(Recordings))]
    public void A_book_that_follows_the_events_equals_every_recorded_row(string symbol, int levels)
    {
        var path = PathOf(symbol, levels);
        using var feed = Open(path, symbol);
        using var archive = ZipFile.OpenRead(path);
        using var rows = new StreamReader(archive.Entries.Single(e => e.Name.Contains("orderbook")).Open());
        var book = new LobsterTestBook();
        var slot = default(EngineEvent);
        var equal = 0L;
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            var flags = book.Apply(ref slot);
            if ((flags & MarketFlags.EndOfBatch) == 0) continue;
            book.AssertQuoteIsBest();
            if ((flags & MarketFlags.Snapshot) != 0) continue;
            Assert.Equal(rows.ReadLine(), book.Row(levels));
            equal++;
        }

        Assert.Null(rows.ReadLine());
        Assert.Equal(Truth(symbol, levels).GetProperty("book_rows").GetInt64(), equal);
    }

    [SharedDataTheory, MemberData(nameof(Recordings))]
    public void The_number_of_events_of_each_kind_equals_the_independent_count(string symbol, int levels)
    {
        using var feed = Open(PathOf(symbol, levels), symbol);
        var truth = Truth(symbol, levels);
        var orders = new long[8];
        var (trades, events, last) = (0L, 0L, 0L);
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            events++;
            Assert.True(slot.TimestampNanos >= last);
            last = slot.TimestampNanos;
            if (slot.Is<BookOrder>()) orders[(int)slot.As<BookOrder>().Action]++;
            if (slot.Is<Trade>()) trades++;
        }

        var types = truth.GetProperty("message_types");
        foreach (var type in types.EnumerateObject())
            Assert.Equal(type.Value.GetInt64(), orders[int.Parse(type.Name)]);
        Assert.Equal(types.GetProperty("4").GetInt64() + types.GetProperty("5").GetInt64(), trades);
        Assert.Equal(truth.GetProperty("messages").GetInt64(), orders.Sum());
        Assert.Equal((orders.Sum(), events), (feed.Progress.SourceMessages, feed.Progress.Events));
        Assert.Equal(feed.Progress.BytesTotal, feed.Progress.BytesRead);
        Assert.Equal((FeedState.Ended, (ulong)orders.Sum()), (slot.As<FeedStatus>().State, slot.As<FeedStatus>().Messages));
    }

    [SharedDataFact]
    public void Times_are_those_of_New_York_in_summer()
    {
        using var feed = Open(PathOf("GOOG", 1), "GOOG");
        var slot = default(EngineEvent);
        Assert.Equal(FeedRead.Event, feed.TryRead(ref slot));
        var expected = new DateTime(2012, 6, 21, 13, 30, 0, DateTimeKind.Utc) - DateTime.UnixEpoch;
        Assert.Equal((expected.Ticks * 100) + 15_105_074, slot.TimestampNanos);
        Assert.Equal("LOBSTER GOOG 2012-06-21, 1 levels", feed.Name);
    }

    [SharedDataFact]
    public void Reading_a_long_recording_takes_constant_memory()
    {
        using var feed = Open(PathOf("GOOG", 5), "GOOG");
        var slot = default(EngineEvent);
        for (var i = 0; i < 50_000; i++) feed.TryRead(ref slot);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++) feed.TryRead(ref slot);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    private static string PathOf(string symbol, int levels) =>
        SharedData.PathOf("lobster", $"LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip");

    private static LobsterFeed Open(string path, string symbol) => new(path, LobsterFiles.Terms(symbol), feedId: 3);

    private static JsonElement Truth(string symbol, int levels)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        return truth.RootElement.GetProperty($"lobster/LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip").Clone();
    }
}
