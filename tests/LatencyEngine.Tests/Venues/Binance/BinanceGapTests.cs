using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>How the book is joined from snapshots and depth messages, and what is told when it cannot be.</summary>
public sealed class BinanceGapTests
{
    private static readonly string Bid1 = Level("100.0", "0.001");
    private static readonly string Bid2 = Level("100.0", "0.002");
    private static readonly string Bid3 = Level("100.0", "0.003");
    private static readonly string Bid4 = Level("100.0", "0.004");

    [Fact]
    public void Depth_before_the_snapshot_is_held_and_what_is_newer_follows_it()
    {
        using var folder = new TemporaryFolder();
        var path = Write(
            folder, Depth(1, 4, Bid1), Depth(4, 8, Bid2), Depth(8, 9, Bid3), Snapshot(6, Bid4), Depth(9, 12, Bid1));
        using var feed = new BinanceFeed([path], UsdM);

        var told = ReadAll(feed);

        Assert.Equal(
            [
                "Connected 0", "Resynchronizing 1",
                "Set Buy 100 4 [Snapshot, EndOfBatch]", "Connected 4",
                "Set Buy 100 2 [EndOfBatch]", "Set Buy 100 3 [EndOfBatch]", "Set Buy 100 1 [EndOfBatch]",
                "Ended 5",
            ],
            told.Select(Words));
        Assert.Equal((1, 0), (feed.Counts.StaleDepthMessages, feed.Progress.Gaps));
        Assert.All(told[2..6], e => Assert.Equal(StartNanos + 3000, e.TimestampNanos));
    }

    [Fact]
    public void A_lost_depth_message_is_a_gap_and_the_next_snapshot_recovers()
    {
        var told = Told(
            UsdM, Snapshot(10, Bid1), Depth(9, 11, Bid2), Depth(12, 13, Bid3), Ticker(13), Print(5),
            Depth(13, 14, Bid3), Snapshot(13, Bid4), Depth(14, 15, Bid1));

        Assert.Equal(
            [
                "Connected 0", "Set Buy 100 1 [Snapshot, EndOfBatch]", "Set Buy 100 2 [EndOfBatch]",
                "gap 12 13", "Resynchronizing 3", "clear Buy", "clear Sell [EndOfBatch]",
                "quote", "trade 5",
                "Set Buy 100 4 [Snapshot, EndOfBatch, Recovered]", "Connected 7",
                "Set Buy 100 3 [EndOfBatch]", "Set Buy 100 1 [EndOfBatch]",
                "Ended 8",
            ],
            told.Select(Words));
    }

    [Fact]
    public void On_spot_the_first_id_follows_the_last_one()
    {
        var told = Told(
            Spot, SpotDepth(1, 2, Bid1), Snapshot(10, Bid1), SpotDepth(9, 12, Bid2), SpotDepth(13, 13, Bid3),
            SpotDepth(15, 15, Bid4));

        Assert.Equal(
            ["Connected 0", "Resynchronizing 1", "Set Buy 100 100000 [Snapshot, EndOfBatch]", "Connected 2",
                "Set Buy 100 200000 [EndOfBatch]", "Set Buy 100 300000 [EndOfBatch]",
                "gap 14 15", "Resynchronizing 5", "clear Buy", "clear Sell [EndOfBatch]", "Ended 5"],
            told.Select(Words));
    }

    [Fact]
    public void A_first_message_that_does_not_straddle_the_snapshot_is_a_gap()
    {
        var told = Told(UsdM, Snapshot(10, Bid1), Depth(11, 12, Bid2));

        Assert.Equal(
            ["Connected 0", "Set Buy 100 1 [Snapshot, EndOfBatch]", "gap 11 12", "Resynchronizing 2",
                "clear Buy", "clear Sell [EndOfBatch]", "Ended 2"],
            told.Select(Words));
    }

    [Fact]
    public void Only_the_first_message_after_a_snapshot_may_overlap()
    {
        var told = Told(UsdM, Snapshot(10, Bid1), Depth(9, 12, Bid2), Depth(11, 13, Bid3));

        Assert.Contains("gap 13 12", told.Select(Words));
    }

    [Fact]
    public void A_gap_between_held_messages_is_told_after_the_snapshot()
    {
        var told = Told(
            UsdM, Depth(9, 11, Bid1), Depth(12, 13, Bid2), Snapshot(10, Bid4), Depth(13, 14, Bid3), Snapshot(13, Bid1));

        Assert.Equal(
            [
                "Connected 0", "Resynchronizing 1",
                "Set Buy 100 4 [Snapshot, EndOfBatch]", "Connected 3", "Set Buy 100 1 [EndOfBatch]",
                "gap 12 13", "Resynchronizing 3", "clear Buy", "clear Sell [EndOfBatch]",
                "Set Buy 100 1 [Snapshot, EndOfBatch, Recovered]", "Connected 5", "Set Buy 100 3 [EndOfBatch]",
                "Ended 5",
            ],
            told.Select(Words));
    }

    [Fact]
    public void Two_exchanged_depth_messages_are_one_counted_gap()
    {
        using var folder = new TemporaryFolder();
        var path = Write(
            folder, Snapshot(10, Bid1), Depth(10, 11, Bid2), Depth(12, 13, Bid3), Depth(11, 12, Bid4), Depth(13, 14, Bid1));
        using var feed = new BinanceFeed([path], UsdM);

        var told = ReadAll(feed).Select(Words).ToList();

        Assert.Equal(1, feed.Progress.Gaps);
        Assert.Equal("Set Buy 100 2 [EndOfBatch]", told[2]);
        Assert.Equal(
            ["gap 12 13", "Resynchronizing 3", "clear Buy", "clear Sell [EndOfBatch]", "Ended 5"], told[3..]);
    }

    [Fact]
    public void A_depth_message_that_comes_twice_is_dropped_and_counted()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed(
            [Write(folder, Snapshot(10, Bid1), Depth(10, 11, Bid2), Depth(10, 11, Bid2), Depth(11, 12, Bid3))], UsdM);

        Assert.Equal(5, ReadAll(feed).Count);
        Assert.Equal((1, 0), (feed.Counts.StaleDepthMessages, feed.Progress.Gaps));
    }

    [Fact]
    public void A_newer_snapshot_replaces_the_book_and_an_older_one_is_dropped()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, Snapshot(10, Bid1), Snapshot(10, Bid2), Snapshot(12, Bid3), Depth(11, 13, Bid4));
        using var feed = new BinanceFeed([path], UsdM);

        Assert.Equal(
            ["Connected 0", "Set Buy 100 1 [Snapshot, EndOfBatch]", "clear Buy", "clear Sell",
                "Set Buy 100 3 [Snapshot, EndOfBatch]", "Set Buy 100 4 [EndOfBatch]", "Ended 4"],
            ReadAll(feed).Select(Words));
        Assert.Equal((3, 1), (feed.Counts.Snapshots, feed.Counts.StaleSnapshots));
    }

    [Fact]
    public void A_recording_without_a_snapshot_tells_quotes_and_trades_and_no_levels()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([Write(folder, Depth(1, 2, Bid1), Ticker(2), Depth(2, 3, Bid2), Print(1))], UsdM);

        Assert.Equal(
            ["Connected 0", "Resynchronizing 1", "quote", "trade 1", "Ended 4"], ReadAll(feed).Select(Words));
        Assert.Equal(2, feed.Counts.AbandonedDepthMessages);
    }

    [Fact]
    public void More_depth_than_can_be_held_is_given_up_and_shows_as_a_gap()
    {
        const int Messages = 3000;
        using var folder = new TemporaryFolder();
        var depth = Enumerable.Range(1, Messages).Select(i => Depth(i, i + 1, Bid1));
        using var feed = new BinanceFeed([Write(folder, [.. depth, Snapshot(2, Bid2)])], UsdM);

        var told = ReadAll(feed).Select(Words).ToList();

        Assert.Equal("Set Buy 100 2 [Snapshot, EndOfBatch]", told[2]);
        Assert.Equal("gap 3 2050", told[4]);
        Assert.Equal(Messages, feed.Counts.AbandonedDepthMessages);
    }

    [Fact]
    public void A_missing_trade_is_a_gap_and_an_older_one_is_dropped()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([Write(folder, Print(5), Print(8), Print(7), Print(8), Print(9))], UsdM);

        Assert.Equal(
            ["Connected 0", "trade 5", "gap 6 8", "trade 8", "trade 9", "Ended 5"], ReadAll(feed).Select(Words));
        Assert.Equal((2, 1), (feed.Counts.StaleTrades, feed.Progress.Gaps));
    }

    [Fact]
    public void An_id_without_a_trade_is_no_gap_and_no_trade()
    {
        using var folder = new TemporaryFolder();
        var empty = Print(6, price: "0", size: "0");
        using var feed = new BinanceFeed([Write(folder, Print(5), empty, Print(7))], UsdM);

        Assert.Equal(["Connected 0", "trade 5", "trade 7", "Ended 3"], ReadAll(feed).Select(Words));
        Assert.Equal(1, feed.Counts.EmptyTrades);
    }
}
