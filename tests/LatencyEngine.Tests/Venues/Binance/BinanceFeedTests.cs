using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>What the feed tells for each message of the venue.</summary>
public sealed class BinanceFeedTests
{
    [Fact]
    public void A_book_ticker_becomes_a_quote()
    {
        var told = Told(UsdM, Ticker(5));

        Assert.Equal(["Connected 0", "quote", "Ended 1"], told.Select(Words));
        var quote = told[1].As<Quote>();
        Assert.Equal((7u, (ushort)3), (quote.InstrumentId, quote.VenueId));
        Assert.Equal((61_800_200_000_000, 2_507), (quote.BidPrice, quote.BidQuantity));
        Assert.Equal((61_800_300_000_000, 2_510), (quote.AskPrice, quote.AskQuantity));
        Assert.Equal((StartNanos, 1_723_161_256_313_000_000), (quote.TimestampNanos, quote.SourceNanos));
    }

    [Fact]
    public void A_spot_ticker_tells_no_time_of_the_venue()
    {
        var ticker = Stream("bookTicker", """
            "u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"
            """);

        var quote = Told(Spot, ticker)[1].As<Quote>();

        Assert.Null(quote.SourceNanos);
        Assert.Equal((61_837_630_000_000, 378_826_000), (quote.BidPrice, quote.BidQuantity));
    }

    [Fact]
    public void An_empty_side_of_a_ticker_has_no_price()
    {
        var quote = Told(UsdM, Ticker(5, bid: "0.00"))[1].As<Quote>();

        Assert.Equal((null, 0), (quote.BidPrice, quote.BidQuantity));
        Assert.Equal(61_800_300_000_000, quote.AskPrice);
    }

    [Theory]
    [InlineData(true, Side.Sell)]
    [InlineData(false, Side.Buy)]
    public void A_trade_tells_who_crossed_the_spread(bool buyerIsMaker, Side aggressor)
    {
        var trade = Told(UsdM, Print(77, buyerIsMaker))[1].As<Trade>();

        Assert.Equal((aggressor, 77ul), (trade.Aggressor, trade.VenueTradeId));
        Assert.Equal((61_800_300_000_000, 6), (trade.Price, trade.Quantity));
        Assert.Equal((StartNanos, 1_723_161_256_321_000_000), (trade.TimestampNanos, trade.SourceNanos));
    }

    [Fact]
    public void Numbers_of_orders_in_older_spot_trades_are_no_levels()
    {
        var trade = Stream("trade", """
            "e":"trade","s":"BTCUSDT","t":12,"p":"61800.30","q":"0.5","b":88,"a":50,"T":1723161256321,"m":true,"M":true
            """);

        Assert.Equal(["Connected 0", "trade 12", "Ended 1"], Told(Spot, trade).Select(Words));
    }

    [Fact]
    public void A_depth_message_becomes_one_delta_per_level_and_the_last_ends_the_batch()
    {
        var told = Told(
            UsdM,
            Snapshot(10, Level("100.0", "1.000"), Level("101.0", "2.000")),
            Depth(8, 12, Level("100.0", "0.000"), Level("101.0", "2.500") + "," + Level("102.0", "0.001")));

        Assert.Equal(
            [
                "Connected 0",
                "Set Buy 100 1000 [Snapshot]", "Set Sell 101 2000 [Snapshot, EndOfBatch]",
                "Remove Buy 100 0", "Set Sell 101 2500", "Set Sell 102 1 [EndOfBatch]",
                "Ended 2",
            ],
            told.Select(Words));
        var delta = told[3].As<BookDelta>();
        Assert.Equal((7u, (ushort)3), (delta.InstrumentId, delta.VenueId));
        Assert.Equal((StartNanos + 1000, 1_723_161_256_298_000_000), (delta.TimestampNanos, delta.SourceNanos));
    }

    [Fact]
    public void A_depth_message_without_levels_tells_nothing_but_its_ids_count()
    {
        var told = Told(
            UsdM, Snapshot(10, Level("100.0", "1.000")), Depth(9, 11), Depth(11, 12, Level("100.0", "3.000")));

        Assert.Equal(
            ["Connected 0", "Set Buy 100 1000 [Snapshot, EndOfBatch]", "Set Buy 100 3000 [EndOfBatch]", "Ended 3"],
            told.Select(Words));
    }

    [Fact]
    public void A_time_that_goes_backwards_is_moved_up_and_counted()
    {
        using var folder = new TemporaryFolder();
        var path = WriteLines(
            folder, "a.gz", [$"{StartNanos} {Ticker(5)}", $"{StartNanos - 1} {Ticker(6)}", $"{StartNanos + 1} {Ticker(7)}"]);
        using var feed = new BinanceFeed([path], UsdM);

        var told = ReadAll(feed);

        Assert.Equal(
            [StartNanos, StartNanos, StartNanos, StartNanos + 1, StartNanos + 1], told.Select(e => e.TimestampNanos));
        Assert.Equal(1, feed.Progress.Reordered);
    }

    [Fact]
    public void An_older_ticker_is_dropped_and_counted()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([Write(folder, Ticker(5), Ticker(4), Ticker(5), Ticker(6))], UsdM);

        Assert.Equal(["Connected 0", "quote", "quote", "quote", "Ended 4"], ReadAll(feed).Select(Words));
        Assert.Equal((4, 1), (feed.Counts.Quotes, feed.Counts.StaleQuotes));
    }

    [Fact]
    public void A_stream_that_is_not_told_is_counted()
    {
        using var folder = new TemporaryFolder();
        var mark = Stream("markPrice@1s", """ "e":"markPriceUpdate","p":"61800.123456789012","r":"-0.0001","b":{"c":[1]} """);
        using var feed = new BinanceFeed([Write(folder, mark, Ticker(5))], UsdM);

        Assert.Equal(["Connected 0", "quote", "Ended 2"], ReadAll(feed).Select(Words));
        Assert.Equal((1, 1), (feed.Counts.OtherMessages, feed.Counts.Quotes));
    }

    [Fact]
    public void Files_are_read_as_one_stream()
    {
        using var folder = new TemporaryFolder();
        var first = WriteLines(folder, "a.gz", [$"{StartNanos} {Snapshot(10, Level("100.0", "1.000"))}"]);
        var second = WriteLines(folder, "b.gz", [$"{StartNanos + 1} {Depth(10, 11, Level("100.0", "2.000"))}"]);
        using var feed = new BinanceFeed([first, second], UsdM, feedId: 4);

        var told = ReadAll(feed);

        Assert.Equal(
            ["Connected 0", "Set Buy 100 1000 [Snapshot, EndOfBatch]", "Set Buy 100 2000 [EndOfBatch]", "Ended 2"],
            told.Select(Words));
        Assert.All([told[0], told[^1]], status => Assert.Equal(4, status.As<FeedStatus>().FeedId));
        Assert.Equal((2, 4), (feed.Progress.SourceMessages, feed.Progress.Events));
        Assert.Equal(new FileInfo(first).Length + new FileInfo(second).Length, feed.Progress.BytesTotal);
        Assert.Equal(feed.Progress.BytesTotal, feed.Progress.BytesRead);
    }

    [Fact]
    public void A_recording_without_lines_connects_and_ends()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([folder.Write("empty.jsonl", "")], UsdM);

        Assert.Equal(["Connected 0", "Ended 0"], ReadAll(feed).Select(Words));
    }
}
