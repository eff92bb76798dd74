using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Venues.Feeds;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lean;

namespace LatencyEngine.Tests.Venues.Lean;

public sealed class LeanTickFeedTests : IDisposable
{
    private const string Trade = "34200000,139400,500,P,20002020,0\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trade_is_told_with_its_price_in_dollars_and_its_time_in_UTC()
    {
        LeanFiles.Trades(_folder.Path, "20131007", Trade);
        var told = Read(LeanTickKind.EquityTrades);
        var trade = Assert.Single(told.All<Trade>());
        Assert.Equal(
            (13_940_000_000L, 500L, 5U, (ushort)6, MarketFlags.EndOfBatch, Side.None),
            (trade.Price, trade.Quantity, trade.InstrumentId, trade.VenueId, trade.Flags, trade.Aggressor));
        var nanos = new DateTimeOffset(2013, 10, 7, 13, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000;
        Assert.Equal((nanos, (long?)nanos), (trade.TimestampNanos, trade.SourceNanos));
        Assert.Equal([(FeedState.Connected, 0UL), (FeedState.Ended, 1)], told.All<FeedStatus>().Select(s => (s.State, s.Messages)));
    }

    [Fact]
    public void Days_come_in_order_of_their_dates_and_the_last_line_may_be_open()
    {
        LeanFiles.Trades(_folder.Path, "20131008", "5,20000,2,P,0,0");
        LeanFiles.Trades(_folder.Path, "20131007", "7,10000,1,P,0,0");
        LeanFiles.Quotes(_folder.Path, "20131007", "not read");
        var told = Read(LeanTickKind.EquityTrades);
        Assert.Equal([1, 2], told.All<Trade>().Select(t => t.Quantity));
    }

    [Fact]
    public void A_quote_of_one_side_carries_the_other_until_the_day_ends()
    {
        LeanFiles.Quotes(
            _folder.Path, "20131007", "1,0,0,140200,500,Q,1,0\n2,138400,700,0,0,P,1,0\n3,0,0,139500,200,P,1,0\n");
        LeanFiles.Quotes(_folder.Path, "20131008", "1,138000,100,0,0,P,1,0\n");
        var told = Read(LeanTickKind.EquityQuotes);
        Assert.Equal(
            [
                (null, 0L, 14_020_000_000L, 500L),
                (13_840_000_000L, 700, 14_020_000_000, 500),
                (13_840_000_000L, 700, 13_950_000_000, 200),
                (13_800_000_000L, 100, null, 0),
            ],
            told.All<Quote>().Select(q => (q.BidPrice, q.BidQuantity, q.AskPrice, q.AskQuantity)));
    }

    [Fact]
    public void A_forex_quote_has_the_nominal_size()
    {
        LeanFiles.Quotes(_folder.Path, "20140507", "1000,1.39248,1.3925\n");
        using var feed = new LeanTickFeed(_folder.Path, LeanTickKind.ForexQuotes, LeanFiles.Terms(), 1, nominalLots: 25);
        var quote = Assert.Single(FeedRecording.Of(feed).All<Quote>());
        Assert.Equal(
            (1_392_480_000L, 25L, 1_392_500_000L, 25L),
            (quote.BidPrice, quote.BidQuantity, quote.AskPrice, quote.AskQuantity));
    }

    [Fact]
    public void Suspicious_ticks_are_counted_and_not_told()
    {
        LeanFiles.Trades(_folder.Path, "20131007", "1,10000,1,P,0,1\n2,10000,2,P,0,0\n");
        using var feed = new LeanTickFeed(_folder.Path, LeanTickKind.EquityTrades, LeanFiles.Terms(), 1);
        var told = FeedRecording.Of(feed);
        Assert.Equal(2, Assert.Single(told.All<Trade>()).Quantity);
        Assert.Equal((1, 2), (feed.Suspicious, feed.Progress.SourceMessages));
        Assert.Equal(2UL, told.All<FeedStatus>()[^1].Messages);
    }

    [Theory]
    [InlineData("34199999,139400,500,P,0,0", "time goes backwards")]
    [InlineData("86400000,139400,500,P,0,0", "within a day")]
    [InlineData("-1,139400,500,P,0,0", "within a day")]
    [InlineData("34200000,139400,500,P,0", "expected a row of EquityTrades")]
    [InlineData("34200000,139400,500,P,0,0,0", "expected a row of EquityTrades")]
    [InlineData("34200000,139400,500,P,0,2", "expected a row of EquityTrades")]
    [InlineData("34200000,0,0,P,0,0", "expected a row of EquityTrades")]
    [InlineData("34200000,139400,0,P,0,0", "expected a row of EquityTrades")]
    [InlineData("34200000,-139400,500,P,0,0", "expected a row of EquityTrades")]
    [InlineData("34200000,139400.000001,500,P,0,0", "expected a row of EquityTrades")]
    [InlineData("", "within a day")]
    public void A_bad_trade_is_an_error_at_its_line(string row, string problem)
    {
        LeanFiles.Trades(_folder.Path, "20131007", Trade + row + "\n");
        var told = Read(LeanTickKind.EquityTrades);
        Assert.Equal(2, told.Error!.Line);
        Assert.Contains("20131007_test_Trade_Tick.csv(2): ", told.Error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, told.Error.Message, StringComparison.Ordinal);
        Assert.Single(told.All<Trade>());
    }

    [Theory]
    [InlineData(LeanTickKind.EquityQuotes, "1,0,0,0,0,Q,1,0")]
    [InlineData(LeanTickKind.EquityQuotes, "1,100,0,0,0,Q,1,0")]
    [InlineData(LeanTickKind.EquityQuotes, "1,1.39,1.40")]
    [InlineData(LeanTickKind.ForexQuotes, "1,1.39")]
    [InlineData(LeanTickKind.ForexQuotes, "1,1.39,0")]
    [InlineData(LeanTickKind.ForexQuotes, "1,1.39,1.3e1")]
    [InlineData(LeanTickKind.ForexQuotes, "1,0,0,140200,500,Q,1,0")]
    public void A_bad_quote_is_an_error_at_its_line(LeanTickKind kind, string row)
    {
        LeanFiles.Quotes(_folder.Path, "20131007", row + "\n");
        var told = Read(kind);
        Assert.Equal(1, told.Error!.Line);
        Assert.Contains($"expected a row of {kind}", told.Error.Message, StringComparison.Ordinal);
        Assert.Empty(told.Events);
    }

    [Fact]
    public void A_day_that_is_cut_short_is_an_error_after_the_days_before_it()
    {
        LeanFiles.Trades(_folder.Path, "20131007", Trade);
        var second = LeanFiles.Trades(_folder.Path, "20131008", Trade);
        TextFiles.Cut(second, new FileInfo(second).Length - 10);
        var told = Read(LeanTickKind.EquityTrades);
        Assert.Single(told.All<Trade>());
        Assert.Contains("20131008_trade.zip: no readable zip archive", told.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_of_another_instrument_is_an_error()
    {
        LeanFiles.Trades(_folder.Path, "20131007", Trade);
        var error = Assert.Throws<FeedFormatException>(
            () => new LeanTickFeed(_folder.Path, LeanTickKind.EquityTrades, LeanFiles.Terms("bac"), 1));
        Assert.Contains("expected one entry '20131007_bac_...csv', found none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_such_files_is_an_error()
    {
        var error = Assert.Throws<FeedFormatException>(() => Read(LeanTickKind.EquityTrades));
        Assert.Contains("expected files yyyyMMdd_trade.zip, found none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_day_twice_is_an_error()
    {
        var path = LeanFiles.Trades(_folder.Path, "20131007", Trade);
        Assert.Throws<FeedFormatException>(
            () => new LeanTickFeed([path, path], LeanTickKind.EquityTrades, LeanFiles.Terms(), 1));
    }

    [Fact]
    public void Equities_count_in_shares() =>
        Assert.Throws<ArgumentException>(() => new LeanTickFeed(
            [LeanFiles.Trades(_folder.Path, "20131007", Trade)], LeanTickKind.EquityTrades,
            LeanFiles.Terms() with { LotExponent = -2 }, 1));

    private FeedRecording Read(LeanTickKind kind)
    {
        using var feed = new LeanTickFeed(_folder.Path, kind, LeanFiles.Terms(), 1);
        return FeedRecording.Of(feed);
    }
}
