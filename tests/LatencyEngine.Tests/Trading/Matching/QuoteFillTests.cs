using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>Fills where only quotes and trades are known.</summary>
public sealed class QuoteFillTests
{
    [Fact]
    public void Only_the_displayed_size_can_be_taken_until_the_side_changes()
    {
        using var venue = New(FillModel.Queue);
        venue.Submit(Side.Buy, 15, 0, TimeInForce.Ioc, OrderFlags.None);
        venue.Quote(98, 10, 101, 10); // The ask repeats itself: nothing new is offered.
        venue.Buy(1, 101, TimeInForce.Ioc);
        venue.Quote(98, 10, 101, 11);
        venue.Buy(1, 101, TimeInForce.Ioc);
        Assert.Equal(
            ["accepted 1", "filled 1: 10 @ 101 Taker", "canceled 1: 5 NoLiquidity", "accepted 2",
             "canceled 2: 1 ImmediateOrCancel", "accepted 3", "filled 3: 1 @ 101 Taker"], venue.Lines());
    }

    [Fact]
    public void Touch_fills_when_the_opposite_best_reaches_the_price()
    {
        using var venue = New(FillModel.Touch);
        venue.Buy(15, 100);
        venue.Quote(99, 10, 100, 10);
        Assert.Equal(["accepted 1", "filled 1: 10 @ 100 Maker"], venue.Lines());
    }

    [Fact]
    public void Touch_fills_when_a_trade_reaches_the_price()
    {
        using var venue = New(FillModel.Touch);
        venue.Buy(15, 99);
        venue.Trade(99, 4, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 4 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Through_needs_a_better_price()
    {
        using var venue = New(FillModel.Through);
        venue.Buy(15, 99);
        venue.Trade(99, 4, Side.Sell);
        venue.Quote(98, 10, 99, 10);
        Assert.Equal(["accepted 1"], venue.Lines());
        venue.Trade(98, 4, Side.Sell);
        venue.Quote(97, 10, 98, 5);
        Assert.Equal(["filled 1: 4 @ 99 Maker", "filled 1: 5 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Queue_fills_once_trades_have_used_up_what_was_before()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 99);
        venue.Trade(99, 4, Side.Sell);
        venue.Trade(99, 4, Side.Buy); // Hit the other side.
        venue.Trade(99, 8, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 2 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Queue_places_shrink_with_the_displayed_size()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 99);
        venue.Quote(99, 3, 101, 10);
        venue.Quote(99, 30, 101, 10);
        venue.Trade(99, 4, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 1 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Behind_the_touch_the_place_is_unknown_until_it_is_displayed()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 98);
        venue.Trade(98, 100, Side.Sell);
        venue.Quote(98, 7, 101, 10);
        venue.Trade(98, 8, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 1 @ 98 Maker"], venue.Lines());
    }

    [Fact]
    public void A_trade_through_the_price_fills_at_once_and_never_two_orders_with_the_same_lots()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 98);
        venue.Buy(5, 99);
        venue.Buy(5, 99);
        venue.Trade(97, 8, Side.Sell);
        Assert.Equal(
            ["accepted 1", "accepted 2", "accepted 3", "filled 2: 5 @ 99 Maker", "filled 3: 3 @ 99 Maker"],
            venue.Lines());
    }

    [Fact]
    public void A_crossed_quote_is_refused_and_nothing_matches_until_the_next_good_one()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 99);
        venue.Quote(102, 10, 101, 10);
        venue.Quote(102, 10, 101, 10);
        venue.Trade(90, 100, Side.Sell);
        venue.Submit(Side.Buy, 1, 0, TimeInForce.Ioc, OrderFlags.None);
        Assert.Equal(
            ["accepted 1", "alert MarketDataInvalid", "accepted 2", "canceled 2: 1 NoLiquidity"], venue.Lines());
        Assert.Equal(2, venue.Handler.InvalidUpdates);
        venue.Quote(97, 10, 98, 10);
        Assert.Equal(["filled 1: 5 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void After_a_gap_nothing_matches_until_the_next_quote()
    {
        using var venue = New(FillModel.Queue);
        venue.Buy(5, 99);
        venue.Gap();
        venue.Trade(90, 100, Side.Sell);
        Assert.Equal(["accepted 1"], venue.Lines());
    }

    [Theory, InlineData(PaperVenue.Id), InlineData(0U)]
    public void After_a_gap_nothing_matches_an_old_quote_until_the_next_one(uint told)
    {
        using var venue = New(FillModel.Queue);
        venue.Quote(98, 10, 101, 10);
        venue.Gap(told, isBookLost: false);
        venue.Buy(1, 101, TimeInForce.Ioc);
        venue.Quote(98, 10, 101, 10);
        venue.Buy(1, 101, TimeInForce.Ioc);
        var lines = venue.Lines();
        Assert.Equal("filled 2: 1 @ 101 Taker", lines[^1]);
        Assert.DoesNotContain(lines, line => line.StartsWith("filled 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_of_an_unknown_instrument_raise_one_alert()
    {
        using var venue = New(FillModel.Queue);
        var quote = Quote.Create();
        quote.InstrumentId = 5;
        venue.Raw(in quote);
        venue.Raw(in quote);
        quote.InstrumentId = uint.MaxValue;
        venue.Raw(in quote);
        venue.Level(Side.Buy, 99, 1);
        Assert.Equal(
            ["alert MarketDataInvalid", "alert MarketDataInvalid", "alert MarketDataInvalid"], venue.Lines());
        Assert.Equal(4, venue.Handler.InvalidUpdates);
    }

    private static PaperVenue New(FillModel model)
    {
        var venue = new PaperVenue(MarketModel.TopOfBook, model);
        venue.Quote(99, 10, 101, 10);
        return venue;
    }
}
