using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

public sealed class MergedFeedTests
{
    [Fact]
    public void Events_come_in_order_of_time()
    {
        using var feed = new MergedFeed(new ScriptedFeed(1, 10, 40), new ScriptedFeed(2, 20, 30, 50));
        Assert.Equal("1@10 2@20 2@30 1@40 2@50 End", Read(feed));
    }

    [Fact]
    public void At_equal_times_the_feed_that_stands_first_comes_first()
    {
        using var feed = new MergedFeed(
            new ScriptedFeed(3, 10, 10, 20), new ScriptedFeed(1, 10, 20), new ScriptedFeed(2, 5, 10));
        Assert.Equal("2@5 3@10 3@10 1@10 2@10 3@20 1@20 End", Read(feed));
    }

    [Fact]
    public void A_feed_that_goes_back_in_time_is_moved_up_and_counted()
    {
        using var feed = new MergedFeed(new ScriptedFeed(1, 10, 7, 8, 20), new ScriptedFeed(2, 9, 15));
        Assert.Equal("2@9 1@10 1@10 1@10 2@15 1@20 End", Read(feed));
        Assert.Equal(2, feed.Progress.Reordered);
    }

    [Fact]
    public void A_moved_event_keeps_the_time_of_its_source()
    {
        using var feed = new MergedFeed(new ScriptedFeed(1, 10, 7));
        var slot = default(EngineEvent);
        feed.TryRead(ref slot);
        feed.TryRead(ref slot);
        Assert.Equal((10, 7L), (slot.TimestampNanos, slot.As<Trade>().SourceNanos));
    }

    [Fact]
    public void A_live_feed_without_news_holds_nobody_back()
    {
        using var feed = new MergedFeed(new ScriptedFeed(1, null, null, 15, null), new ScriptedFeed(2, 10, 20));
        Assert.Equal("2@10 2@20 1@20 Pending End", Read(feed));
        Assert.Equal(1, feed.Progress.Reordered);
    }

    [Fact]
    public void An_error_in_one_feed_ends_them_all()
    {
        using var feed = new MergedFeed(new ScriptedFeed(1, 10, 20) { FailsAt = 1 }, new ScriptedFeed(2, 20));
        var slot = default(EngineEvent);
        Assert.Equal(FeedRead.Event, feed.TryRead(ref slot));
        Assert.Throws<FeedFormatException>(() => feed.TryRead(ref slot));
        Assert.Equal(FeedRead.End, feed.TryRead(ref slot));
    }

    [Fact]
    public void Progress_is_the_sum_and_disposal_reaches_all()
    {
        ScriptedFeed[] parts = [new(1, 10), new(2, 20, 30)];
        var feed = new MergedFeed(parts);
        Read(feed);
        Assert.Equal(new FeedProgress(3, 3, 3, 3, 2, 0), feed.Progress);
        Assert.Equal("script 1 + script 2", feed.Name);
        feed.Dispose();
        Assert.All(parts, part => Assert.True(part.IsDisposed));
    }

    [Fact]
    public void Merging_needs_a_feed() => Assert.Throws<ArgumentException>(() => new MergedFeed());

    [Fact]
    public void A_merge_is_the_stable_sort_of_what_its_feeds_tell() =>
        Prop.ForAll(Feeds().ToArbitrary(), IsStableSort).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_allocates_nothing_per_event()
    {
        var times = Enumerable.Range(0, 20_000).Select(i => (long?)i).ToArray();
        using var feed = new MergedFeed(new ScriptedFeed(1, [.. times, .. times]), new ScriptedFeed(2, times));
        var slot = default(EngineEvent);
        Allocation.AssertNone(() => feed.TryRead(ref slot));
    }

    private static Gen<long[][]> Feeds() =>
        from times in Gen.Choose(0, 30).Select(t => (long)t).ArrayOf().Select(a => a.Order().ToArray()).ArrayOf(4)
        select times;

    private static bool IsStableSort(long[][] times)
    {
        var parts = times.Select((t, i) => new ScriptedFeed((uint)i, [.. t.Select(n => (long?)n)])).ToArray();
        using var feed = new MergedFeed(parts);
        var expected = times.SelectMany((t, i) => t.Select(n => (Feed: i, Nanos: n))).OrderBy(e => e.Nanos);
        return Read(feed) == string.Concat(expected.Select(e => $"{e.Feed}@{e.Nanos} ")) + "End";
    }

    private static string Read(MergedFeed feed)
    {
        var told = new List<string>();
        var slot = default(EngineEvent);
        while (true)
        {
            var read = feed.TryRead(ref slot);
            told.Add(read == FeedRead.Event ? $"{slot.As<Trade>().InstrumentId}@{slot.TimestampNanos}" : $"{read}");
            if (read == FeedRead.End) return string.Join(' ', told);
        }
    }
}
