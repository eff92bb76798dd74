using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Venues.Feeds;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lobster;

namespace LatencyEngine.Tests.Venues.Lobster;

public sealed class LobsterFeedTests : IDisposable
{
    private const long Cent = 10_000_000;
    private const string Row = "100200,5,100100,7,100300,6,100000,8";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_first_message_is_told_like_every_other_behind_the_book_before_it()
    {
        var told = Read(["34200.5,4,11,3,100100,1"], [Row]);
        Assert.Null(told.Error);
        Assert.Equal(
            ["FeedStatus", "BookDelta", "BookDelta", "BookDelta", "BookDelta", "Quote",
                "BookOrder", "Trade", "Quote", "FeedStatus"],
            told.Events.Select(NameOf));
        Assert.Equal(
            [(Side.Buy, 1001, 10L), (Side.Buy, 1000, 8), (Side.Sell, 1002, 5), (Side.Sell, 1003, 6)],
            told.All<BookDelta>().Select(d => (d.Side, d.Price / Cent, d.Quantity)));
        Assert.All(told.All<BookDelta>(), d => Assert.Equal((BookAction.Set, MarketFlags.Snapshot), (d.Action, d.Flags)));
        Assert.Equal(
            [(10L, MarketFlags.Snapshot | MarketFlags.EndOfBatch), (7, MarketFlags.EndOfBatch)],
            told.All<Quote>().Select(q => (q.BidQuantity, q.Flags)));
    }

    [Theory]
    [InlineData("34200.5,1,11,7,100100,1", 0, 0)] // A new best level: it was not there.
    [InlineData("34200.5,1,11,2,100100,1", 1001, 5)]
    [InlineData("34200.5,2,11,2,100100,1", 1001, 9)]
    [InlineData("34200.5,3,11,2,100050,1", 1000, 0)] // It lay behind the window, and came into it.
    [InlineData("34200.5,5,0,2,100150,1", 1001, 7)]
    public void The_opening_book_is_the_first_row_with_the_first_message_taken_back(string message, int price, long quantity)
    {
        var told = Read([message], [Row]);
        var snapshot = told.All<BookDelta>().Where(d => (d.Flags & MarketFlags.Snapshot) != 0);
        Assert.Equal(quantity, snapshot.SingleOrDefault(d => d.Price == price * Cent && d.Side == Side.Buy).Quantity);
        Assert.Null(told.Error);
    }

    [Fact]
    public void A_visible_execution_is_an_order_change_and_a_trade_of_the_other_side()
    {
        var told = Read(["34200,5,0,1,100150,1", "34200.1,4,11,3,100200,-1"], [Row, "100200,2,100100,7,100300,6,100000,8"]);
        var order = told.All<BookOrder>()[1];
        Assert.Equal(
            (BookOrderAction.Execute, 11UL, 1002L * Cent, 3L, Side.Sell, 7U, (ushort)4),
            (order.Action, order.VenueOrderId, order.Price, order.Quantity, order.Side, order.InstrumentId, order.VenueId));
        var trade = told.All<Trade>()[1];
        Assert.Equal((1002L * Cent, 3L, Side.Buy), (trade.Price, trade.Quantity, trade.Aggressor));
        Assert.Equal(order.TimestampNanos, trade.SourceNanos);
    }

    [Fact]
    public void A_hidden_execution_leaves_the_book_and_the_quote_alone()
    {
        var told = Read(["34200,5,0,1,100150,1", "34200.1,5,0,3,100155,-1"], [Row, Row]);
        Assert.Single(told.All<Quote>());
        var trade = told.All<Trade>()[1];
        Assert.Equal((100_155L * 100_000, Side.Buy, MarketFlags.EndOfBatch), (trade.Price, trade.Aggressor, trade.Flags));
        Assert.Equal(BookOrderAction.ExecuteHidden, told.All<BookOrder>()[1].Action);
    }

    [Fact]
    public void A_new_level_drives_the_last_one_out_of_the_window()
    {
        var told = Read(
            ["34200,5,0,1,100150,1", "34200.1,1,12,9,100200,1"],
            ["100500,5,100100,7,100600,6,100000,8", "100500,5,100200,9,100600,6,100100,7"]);
        var delta = told.All<BookDelta>()[^1];
        Assert.Equal(
            (BookAction.Remove, Side.Buy, 1000L * Cent, 0L), (delta.Action, delta.Side, delta.Price, delta.Quantity));
        Assert.Equal(["BookOrder", "BookDelta", "Quote", "FeedStatus"], told.Events.TakeLast(4).Select(NameOf));
    }

    [Fact]
    public void A_level_that_goes_reveals_the_one_behind_the_window()
    {
        var told = Read(
            ["34200,5,0,1,100150,1", "34200.1,3,12,6,100300,-1"], [Row, "100200,5,100100,7,100500,4,100000,8"]);
        var delta = told.All<BookDelta>()[^1];
        Assert.Equal(
            (BookAction.Set, Side.Sell, 1005L * Cent, 4L, MarketFlags.EndOfBatch),
            (delta.Action, delta.Side, delta.Price, delta.Quantity, delta.Flags));
    }

    [Fact]
    public void An_empty_side_has_no_price_in_the_quote()
    {
        var told = Read(
            ["34200,5,0,1,100150,1", "34200.1,3,12,6,100300,-1"],
            ["100300,6,100100,7,9999999999,0,100000,8", "9999999999,0,100100,7,9999999999,0,100000,8"]);
        Assert.Null(told.Error);
        var last = told.All<Quote>()[^1];
        Assert.Equal((null, 0L, 1001L * Cent), (last.AskPrice, last.AskQuantity, last.BidPrice));
    }

    [Fact]
    public void A_halt_changes_the_status_of_the_instrument()
    {
        var told = Read(
            ["34200,7,0,0,-1,-1", "34201,7,0,0,0,-1", "34202,7,0,0,1,-1"], [Row, Row, Row]);
        Assert.Equal(
            [InstrumentStatus.Halted, InstrumentStatus.Halted, InstrumentStatus.Open],
            told.All<InstrumentStatusChanged>().Select(s => s.Status));
    }

    [Fact]
    public void A_cross_is_a_trade_without_an_aggressor()
    {
        var told = Read(["34200,6,-1,500,100150,-1"], [Row]);
        Assert.Empty(told.All<BookOrder>());
        Assert.Equal((500L, Side.None), (told.All<Trade>()[0].Quantity, told.All<Trade>()[0].Aggressor));
    }

    [Theory]
    [InlineData("100200,5,100100,7,100300,5,100000,8", "ask level 2: expected 6 at 100300 from the messages, found 5 at 100300")]
    [InlineData("100200,5,100100,7,100300,6,99900,8", "bid level 2: expected 8 at 100000 from the messages, found 8 at 99900")]
    [InlineData("100200,5,100100,7,100300,6,-9999999999,0", "bid level 2: expected 8 at 100000 from the messages, found no level")]
    public void A_row_that_the_messages_do_not_explain_is_an_error(string row, string problem)
    {
        var told = Read(["34200,5,0,1,100150,1", "34200,5,0,1,100150,1"], [Row, row]);
        Assert.Equal(2, told.Error!.Line);
        Assert.Contains("orderbook_2.csv(2): " + problem, told.Error.Message, StringComparison.Ordinal);
        Assert.Single(told.All<BookOrder>()); // Nothing of the second message.
    }

    [Theory]
    [InlineData("34199.999999999,5,0,1,100150,1", "time goes backwards")]
    [InlineData("34200,4,9,99,100100,1", "takes 99 at 10010000000e-9, where 7 are known")]
    [InlineData("34200,3,9,1,100150,1", "takes 1 at 10015000000e-9, where 0 are known")]
    [InlineData("34200,1,9,1,99900,1", "outside of the 2 levels")]
    [InlineData("34200,8,9,1,100100,1", "expected a message type from 1 to 7, found 8")]
    [InlineData("34200,1,9,1,100100,2", "expected direction 1 or -1, found 2")]
    [InlineData("34200,1,9,0,100100,1", "expected size and price above 0")]
    [InlineData("34200,1,9,1,-5,1", "expected size and price above 0")]
    [InlineData("34200,1,9,1,100100", "expected 6 numbers")]
    [InlineData("34200,1,9,1,100100,1,", "expected 6 numbers")]
    [InlineData("34200,1,9,1.5,100100,1", "expected 6 numbers")]
    [InlineData("34200,1,9,9999999999999999999,100100,1", "expected 6 numbers")]
    [InlineData("86400,1,9,1,100100,1", "within a day")]
    [InlineData("-1,1,9,1,100100,1", "within a day")]
    [InlineData("34200.0000000001,1,9,1,100100,1", "expected 6 numbers")]
    [InlineData("34200,7,0,0,2,-1", "expected halt code")]
    [InlineData("", "expected 6 numbers")]
    public void A_message_that_cannot_be_is_an_error_at_its_line(string message, string problem)
    {
        var told = Read(["34200,5,0,1,100150,1", message], [Row, Row]);
        Assert.Contains("message_2.csv(2): ", told.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(problem, told.Error.Message, StringComparison.Ordinal);
        Assert.Single(told.All<BookOrder>());
    }

    [Theory]
    [InlineData("100200,5,100100,7,100300,6,100000", "level 2: expected whole numbers")]
    [InlineData("100200,5,100100,7,100300,6,100000,8,1", "expected 8 columns, found more")]
    [InlineData("100200,5,100100,7,100300,6,100000,x", "level 2: expected whole numbers")]
    [InlineData("100200,5,100100,7,100300,6,100000,0", "level 2: expected price and size above 0")]
    [InlineData("100200,5,100100,7,100200,6,100000,8", "level 2: the levels of side Sell are not in order")]
    [InlineData("100200,5,-9999999999,0,100300,6,100000,8", "level 2: the levels of side Buy are not in order")]
    [InlineData("100200,5,100101,7,100300,6,100000,8", "level 1: price 10010100000e-9 is no multiple of the tick")]
    public void A_row_that_is_no_book_is_an_error_at_its_line(string row, string problem)
    {
        var told = Read(["34200,5,0,1,100150,1"], [row]);
        Assert.Contains("orderbook_2.csv(1): " + problem, told.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(told.Events);
    }

    [Theory]
    [InlineData(2, 1, "message_2.csv(2)")]
    [InlineData(1, 2, "orderbook_2.csv(2)")]
    public void Files_of_unequal_length_are_an_error(int messages, int rows, string place)
    {
        var told = Read(
            [.. Enumerable.Repeat("34200,5,0,1,100150,1", messages)], [.. Enumerable.Repeat(Row, rows)]);
        Assert.Contains(place, told.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("ends after 1 lines", told.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_recording_connects_and_ends()
    {
        var told = Read([], []);
        Assert.Equal([FeedState.Connected, FeedState.Ended], told.All<FeedStatus>().Select(s => s.State));
    }

    [Fact]
    public void A_recording_that_is_cut_short_is_an_error_and_leaves_no_file_open()
    {
        var path = LobsterFiles.Write(_folder.Path, ["34200,5,0,1,100150,1"], [Row]);
        TextFiles.Cut(path, new FileInfo(path).Length - 30);
        Assert.Throws<FeedFormatException>(() => new LobsterFeed(path, LobsterFiles.Terms(), 1));
        File.Delete(path);
    }

    [Fact]
    public void The_symbol_must_be_that_of_the_files()
    {
        var path = LobsterFiles.Write(_folder.Path, [], []);
        var error = Assert.Throws<FeedFormatException>(() => new LobsterFeed(path, LobsterFiles.Terms("GOOG"), 1));
        Assert.Contains("expected symbol 'GOOG', found 'TEST'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_different_depth_do_not_belong_together()
    {
        var path = TextFiles.Zip(
            Path.Combine(_folder.Path, "test.zip"),
            ($"{LobsterFiles.Stem}_message_5.csv", ""), ($"{LobsterFiles.Stem}_orderbook_10.csv", ""));
        var error = Assert.Throws<FeedFormatException>(() => new LobsterFeed(path, LobsterFiles.Terms(), 1));
        Assert.Contains("do not belong together", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_instruments_told_order_by_order_are_taken() =>
        Assert.Throws<ArgumentException>(() => new LobsterFeed(
            "none.zip", LobsterFiles.Terms() with { MarketModel = MarketModel.Depth }, 1));

    private static string NameOf(EngineEvent e) =>
        e.Is<FeedStatus>() ? "FeedStatus" :
        e.Is<BookDelta>() ? "BookDelta" :
        e.Is<BookOrder>() ? "BookOrder" :
        e.Is<Trade>() ? "Trade" :
        e.Is<Quote>() ? "Quote" : "other";

    private FeedRecording Read(string[] messages, string[] rows)
    {
        using var feed = new LobsterFeed(LobsterFiles.Write(_folder.Path, messages, rows), LobsterFiles.Terms(), 3);
        return FeedRecording.Of(feed);
    }
}
