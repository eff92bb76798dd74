using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>Fills of resting orders on levels and among the orders of the market.</summary>
public sealed class BookFillTests
{
    [Theory, InlineData(Side.Buy), InlineData(Side.Sell)]
    public void A_market_order_stops_at_its_collar(Side side)
    {
        using var venue = new PaperVenue(MarketModel.Depth);
        venue.Level(Side.Buy, 98, 5, MarketFlags.None);
        venue.Level(Side.Buy, 90, 5, MarketFlags.None);
        venue.Level(Side.Sell, 102, 5, MarketFlags.None);
        venue.Level(Side.Sell, 110, 5);
        var (best, worst) = side == Side.Buy ? (102, 109) : (98, 91);
        venue.Submit(side, 8, 0, TimeInForce.Ioc, OrderFlags.None, worst: worst);
        venue.Submit(side, 3, 0, TimeInForce.Fok, OrderFlags.None, worst: worst);
        Assert.Equal(
            ["accepted 1", $"filled 1: 5 @ {best} Taker", "canceled 1: 3 NoLiquidity", "accepted 2",
             "canceled 2: 3 FillOrKill"], venue.Lines());
    }

    [Fact]
    public void On_levels_trades_use_up_what_is_before()
    {
        using var venue = NewDepth();
        venue.Buy(5, 99);
        venue.Trade(99, 8, Side.Sell);
        venue.Level(Side.Buy, 99, 1); // Two that were before are gone as well, one is left.
        Assert.Equal(1, venue.AheadOf(1));
        venue.Trade(99, 4, Side.Sell);
        Assert.Equal(["accepted 1", "filled 1: 3 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void On_levels_the_opposite_side_fills_what_it_reaches_and_is_taken()
    {
        using var venue = NewDepth();
        venue.Buy(5, 100);
        venue.Buy(5, 100);
        venue.Level(Side.Sell, 100, 7);
        venue.Buy(1, 100, TimeInForce.Ioc);
        Assert.Equal(
            ["accepted 1", "accepted 2", "filled 1: 5 @ 100 Maker", "filled 2: 2 @ 100 Maker", "accepted 3",
             "canceled 3: 1 ImmediateOrCancel"], venue.Lines());
    }

    [Fact]
    public void A_gap_stops_matching_until_the_book_is_told_again()
    {
        using var venue = NewDepth();
        venue.Buy(5, 99);
        venue.Gap();
        venue.Level(Side.Sell, 99, 10);
        venue.Trade(90, 10, Side.Sell);
        venue.ClearBook();
        venue.Level(Side.Buy, 98, 10, MarketFlags.Snapshot);
        venue.Trade(90, 10, Side.Sell);
        Assert.Equal(["accepted 1"], venue.Lines());
        venue.Level(Side.Buy, 99, 4, MarketFlags.Snapshot | MarketFlags.EndOfBatch);
        Assert.Equal(4, venue.AheadOf(1));
        venue.Trade(99, 5, Side.Sell);
        Assert.Equal(["filled 1: 1 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void A_crossed_book_raises_one_alert_and_stops_matching()
    {
        using var venue = NewDepth();
        venue.Buy(5, 99);
        venue.Level(Side.Sell, 98, 10);
        venue.Level(Side.Sell, 97, 10);
        Assert.Equal(["accepted 1", "alert MarketDataInvalid"], venue.Lines());
    }

    [Fact]
    public void A_full_side_gives_up_its_farthest_level_and_says_so_once()
    {
        using var venue = new PaperVenue(MarketModel.Depth, levels: 2);
        foreach (var price in new[] { 95, 96, 97, 98 }) venue.Level(Side.Buy, price, 1);
        Assert.Equal(["alert BookDepthReached"], venue.Lines());
        Assert.Equal(2, venue.Handler.Books.LevelsOf(PaperVenue.Id, Side.Buy));
        Assert.Equal(97 * PaperVenue.Unit, venue.Handler.Books.Level(PaperVenue.Id, Side.Buy, 1).Price);
    }

    [Fact]
    public void Among_orders_executions_before_ours_only_bring_us_nearer()
    {
        using var venue = NewOrders();
        venue.Buy(5, 99);
        Assert.Equal(30, venue.AheadOf(1));
        venue.Order(BookOrderAction.Add, 4, Side.Buy, 99, 10);
        venue.Order(BookOrderAction.Execute, 1, Side.Buy, 99, 10);
        Assert.Equal(20, venue.AheadOf(1));
        venue.Order(BookOrderAction.Reduce, 2, Side.Buy, 99, 4);
        Assert.Equal(16, venue.AheadOf(1));
        venue.Order(BookOrderAction.Delete, 2, Side.Buy, 99, 6);
        Assert.Equal(10, venue.AheadOf(1));
        venue.Order(BookOrderAction.Delete, 3, Side.Buy, 99, 10);
        Assert.Equal(0, venue.AheadOf(1));
        Assert.Equal(["accepted 1"], venue.Lines());
        venue.Order(BookOrderAction.Execute, 4, Side.Buy, 99, 3);
        Assert.Equal(["filled 1: 3 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Among_orders_an_execution_behind_ours_fills_us_though_somebody_is_before()
    {
        using var venue = NewOrders();
        venue.Buy(5, 99);
        venue.Order(BookOrderAction.Add, 4, Side.Buy, 99, 10);
        venue.Order(BookOrderAction.Execute, 4, Side.Buy, 99, 10);
        Assert.Equal(["accepted 1", "filled 1: 5 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void The_anonymous_part_of_a_level_is_before_us()
    {
        using var venue = new PaperVenue(MarketModel.OrderByOrder);
        venue.Level(Side.Buy, 99, 10);
        venue.Buy(5, 99);
        venue.Order(BookOrderAction.Execute, 77, Side.Buy, 99, 6);
        Assert.Equal(4, venue.AheadOf(1));
        venue.Order(BookOrderAction.Add, 5, Side.Buy, 99, 10);
        venue.Order(BookOrderAction.Delete, 78, Side.Buy, 99, 3);
        Assert.Equal(1, venue.AheadOf(1));
        venue.Order(BookOrderAction.Execute, 79, Side.Buy, 99, 1);
        venue.Order(BookOrderAction.Execute, 5, Side.Buy, 99, 4);
        Assert.Equal(["accepted 1", "filled 1: 4 @ 99 Maker"], venue.Lines());
    }

    [Fact]
    public void Hidden_executions_fill_at_our_price_only_when_nobody_is_before_and_through_it_always()
    {
        using var venue = NewOrders();
        venue.Buy(5, 99);
        venue.Order(BookOrderAction.ExecuteHidden, 0, Side.Buy, 99, 5);
        Assert.Equal(["accepted 1"], venue.Lines());
        venue.Order(BookOrderAction.ExecuteHidden, 0, Side.Buy, 98, 2);
        Assert.Equal(["filled 1: 2 @ 99 Maker"], venue.Lines());
        venue.Buy(5, 100);
        venue.Order(BookOrderAction.ExecuteHidden, 0, Side.Buy, 100, 2);
        Assert.Equal(["accepted 2", "filled 2: 2 @ 100 Maker"], venue.Lines());
    }

    [Fact]
    public void Among_orders_a_trade_print_counts_nothing_beside_its_execution()
    {
        using var venue = NewOrders();
        venue.Buy(5, 100);
        venue.Trade(90, 100, Side.Sell);
        Assert.Equal(["accepted 1"], venue.Lines());
    }

    [Fact]
    public void A_marketable_order_of_the_market_fills_us_and_older_orders_of_ours_come_first()
    {
        using var venue = NewOrders();
        venue.Buy(5, 100);
        venue.Buy(5, 100);
        venue.Order(BookOrderAction.Add, 9, Side.Sell, 100, 7);
        Assert.Equal(
            ["accepted 1", "accepted 2", "filled 1: 5 @ 100 Maker", "filled 2: 2 @ 100 Maker"], venue.Lines());
    }

    [Fact]
    public void A_level_that_leaves_the_window_keeps_its_orders_before_us()
    {
        using var venue = NewOrders();
        venue.Order(BookOrderAction.Add, 5, Side.Buy, 98, 10);
        venue.Buy(5, 98);
        venue.Level(Side.Buy, 98, 0);
        Assert.Equal(10, venue.AheadOf(1));
        venue.Level(Side.Buy, 98, 40);
        Assert.Equal(10, venue.AheadOf(1));
    }

    [Fact]
    public void After_a_gap_ours_stands_behind_everything_told_again()
    {
        using var venue = NewOrders();
        venue.Buy(5, 99);
        venue.Gap();
        venue.Order(BookOrderAction.Clear, 0, Side.None, 0, 0);
        venue.Order(BookOrderAction.Add, 1, Side.Buy, 99, 10);
        Assert.Equal(10, venue.AheadOf(1));
    }

    [Theory]
    [InlineData(BookOrderAction.Add, 1UL, 99, 5)] // Known already.
    [InlineData(BookOrderAction.Add, 9UL, 99, 0)]
    [InlineData(BookOrderAction.Reduce, 1UL, 99, 11)]
    [InlineData(BookOrderAction.Reduce, 1UL, 99, -1)]
    [InlineData(BookOrderAction.Delete, 1UL, 99, 9)]
    [InlineData(BookOrderAction.Delete, 1UL, 98, 10)]
    [InlineData(BookOrderAction.Reduce, 77UL, 99, 1)] // Nothing anonymous there.
    [InlineData(BookOrderAction.Execute, 8UL, 97, 1)] // Not at the best.
    [InlineData(BookOrderAction.None, 1UL, 99, 1)]
    public void An_update_that_makes_no_sense_makes_the_book_unsound(
        BookOrderAction action, ulong id, long price, long lots)
    {
        using var venue = NewOrders();
        venue.Order(BookOrderAction.Add, 8, Side.Buy, 97, 5);
        venue.Order(action, id, Side.Buy, price, lots);
        venue.Order(BookOrderAction.Execute, 1, Side.Buy, 99, 1);
        Assert.Equal(["alert MarketDataInvalid"], venue.Lines());
        Assert.False(venue.Handler.Books.IsSound(PaperVenue.Id));
    }

    private static PaperVenue NewDepth()
    {
        var venue = new PaperVenue(MarketModel.Depth);
        venue.Level(Side.Buy, 99, 10);
        venue.Level(Side.Buy, 98, 20);
        venue.Level(Side.Sell, 101, 10);
        return venue;
    }

    private static PaperVenue NewOrders()
    {
        var venue = new PaperVenue(MarketModel.OrderByOrder);
        for (var id = 1UL; id <= 3; id++) venue.Order(BookOrderAction.Add, id, Side.Buy, 99, 10);
        venue.Order(BookOrderAction.Add, 10, Side.Sell, 101, 10);
        return venue;
    }
}
