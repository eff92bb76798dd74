using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Matching;

/// <summary>How orders begin, change and end at the paper venue.</summary>
public sealed class OrderEntryTests : IDisposable
{
    private readonly PaperVenue _venue = new(MarketModel.Depth);

    public OrderEntryTests()
    {
        _venue.Level(Side.Buy, 99, 10);
        _venue.Level(Side.Buy, 98, 20);
        _venue.Level(Side.Sell, 101, 10);
        _venue.Level(Side.Sell, 102, 20);
    }

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void A_limit_order_takes_level_by_level_at_the_markets_prices()
    {
        _venue.Buy(25, 102);
        Assert.Equal(["accepted 1", "filled 1: 10 @ 101 Taker", "filled 1: 15 @ 102 Taker"], _venue.Lines());
    }

    [Fact]
    public void What_was_taken_is_gone_until_the_level_is_told_again()
    {
        _venue.Buy(10, 101, TimeInForce.Ioc);
        _venue.Buy(1, 101, TimeInForce.Ioc);
        _venue.Level(Side.Sell, 101, 10);
        _venue.Buy(3, 101, TimeInForce.Ioc);
        Assert.Equal(
            ["accepted 1", "filled 1: 10 @ 101 Taker", "accepted 2", "canceled 2: 1 ImmediateOrCancel",
             "accepted 3", "filled 3: 3 @ 101 Taker"], _venue.Lines());
    }

    [Fact]
    public void The_rest_of_a_market_order_is_canceled()
    {
        _venue.Submit(Side.Buy, 40, 0, TimeInForce.Ioc, OrderFlags.None);
        Assert.Equal(
            ["accepted 1", "filled 1: 10 @ 101 Taker", "filled 1: 20 @ 102 Taker", "canceled 1: 10 NoLiquidity"],
            _venue.Lines());
    }

    [Fact]
    public void Fill_or_kill_takes_all_or_nothing()
    {
        _venue.Buy(31, 102, TimeInForce.Fok);
        _venue.Buy(30, 102, TimeInForce.Fok);
        Assert.Equal(
            ["accepted 1", "canceled 1: 31 FillOrKill", "accepted 2", "filled 2: 10 @ 101 Taker",
             "filled 2: 20 @ 102 Taker"], _venue.Lines());
    }

    [Fact]
    public void Fill_or_kill_does_not_count_what_was_taken_before()
    {
        _venue.Buy(1, 101, TimeInForce.Ioc);
        _venue.Lines();
        _venue.Buy(10, 101, TimeInForce.Fok);
        Assert.Equal(["accepted 2", "canceled 2: 10 FillOrKill"], _venue.Lines());
    }

    [Fact]
    public void Post_only_is_refused_where_it_would_trade()
    {
        _venue.Buy(1, 101, flags: OrderFlags.PostOnly);
        _venue.Buy(1, 100, flags: OrderFlags.PostOnly);
        _venue.Replace(2, 1, 101);
        Assert.Equal(
            ["rejected 1 PostOnlyWouldTrade ended", "accepted 2", "rejected 2 PostOnlyWouldTrade"], _venue.Lines());
    }

    [Fact]
    public void Only_a_smaller_size_at_the_same_price_keeps_its_place()
    {
        _venue.Buy(10, 99);
        _venue.Trade(99, 4, Side.Sell);
        _venue.Replace(1, 8, 0);
        Assert.Equal(6, _venue.AheadOf(1));
        _venue.Replace(1, 9, 99);
        Assert.Equal(10, _venue.AheadOf(1));
        _venue.Replace(1, 9, 98);
        Assert.Equal(20, _venue.AheadOf(1));
        Assert.Equal(
            ["accepted 1", "replaced 1: 8 @ 99 kept", "replaced 1: 9 @ 99 lost", "replaced 1: 9 @ 98 lost"],
            _venue.Lines());
    }

    [Fact]
    public void A_replaced_price_that_reaches_the_market_takes()
    {
        _venue.Buy(5, 100);
        _venue.Replace(1, 5, 101);
        Assert.Equal(["accepted 1", "replaced 1: 5 @ 101 lost", "filled 1: 5 @ 101 Taker"], _venue.Lines());
    }

    [Fact]
    public void Replacing_to_no_more_than_was_filled_ends_the_order()
    {
        _venue.Buy(15, 101);
        _venue.Replace(1, 10, 101);
        Assert.Equal(["accepted 1", "filled 1: 10 @ 101 Taker", "canceled 1: 5 Requested"], _venue.Lines());
    }

    [Fact]
    public void Changes_of_an_unknown_order_are_refused()
    {
        _venue.Cancel(9);
        _venue.Replace(9, 1, 100);
        Assert.Equal(["rejected 9 UnknownOrder", "rejected 9 UnknownOrder"], _venue.Lines());
    }

    [Fact]
    public void A_cancel_ends_the_order()
    {
        _venue.Buy(5, 100);
        _venue.Cancel(1);
        _venue.Trade(99, 100, Side.Sell);
        Assert.Equal(["accepted 1", "canceled 1: 5 Requested"], _venue.Lines());
        Assert.Equal(0, _venue.Orders.LiveCount);
    }

    [Fact]
    public void A_client_id_that_is_live_is_refused()
    {
        _venue.Buy(5, 100);
        _venue.Submit(Side.Buy, 5, 100, TimeInForce.Gtc, OrderFlags.None, clientId: 1);
        Assert.Equal(["accepted 1", "rejected 1 DuplicateClientOrderId ended"], _venue.Lines());
    }

    [Fact]
    public void A_hold_beyond_free_cash_is_refused()
    {
        _venue.Submit(Side.Buy, 5, 100, TimeInForce.Gtc, OrderFlags.None, hold: 2_000_000_000_000_000);
        _venue.Buy(5, 100);
        _venue.Replace(2, 6, 100, hold: 2_000_000_000_000_000);
        Assert.Equal(
            ["rejected 1 InsufficientCapital ended", "accepted 2", "rejected 2 InsufficientCapital"], _venue.Lines());
    }

    [Fact]
    public void Orders_beyond_the_table_are_refused()
    {
        using var venue = new PaperVenue(MarketModel.Depth, liveOrders: 1);
        venue.Buy(5, 100);
        venue.Buy(5, 100);
        Assert.Equal(["accepted 1", "rejected 2 CapacityReached ended"], venue.Lines());
    }

    [Fact]
    public void Owners_beyond_the_table_of_positions_are_refused()
    {
        for (var strategy = 1U; strategy <= 17; strategy++)
            _venue.Submit(Side.Buy, 1, 90, TimeInForce.Gtc, OrderFlags.None, strategy: strategy);
        Assert.Equal("rejected 17 CapacityReached ended", _venue.Lines()[^1]);
    }

    [Fact]
    public void Commands_beyond_what_may_be_in_flight_are_refused()
    {
        using var venue = new PaperVenue(MarketModel.Depth, liveOrders: 1);
        venue.Latency(100);
        venue.Buy(5, 100);
        for (var i = 0; i < 4; i++) venue.Cancel(1);
        venue.Buy(5, 100);
        Assert.Equal(["rejected 1 CapacityReached", "rejected 2 CapacityReached ended"], venue.Lines());
    }

    [Fact]
    public void A_definition_that_makes_no_sense_is_refused()
    {
        var definition = InstrumentDefinition.Create();
        definition.InstrumentId = 2;
        _venue.Raw(in definition);
        Assert.Equal(["command rejected MalformedCommand"], _venue.Lines());
    }

    [Fact]
    public void A_halted_instrument_refuses_new_orders_and_lets_resting_ones_wait()
    {
        _venue.Buy(5, 100);
        _venue.Status(InstrumentStatus.Halted);
        _venue.Trade(99, 5, Side.Sell);
        _venue.Buy(5, 100);
        _venue.Replace(1, 6, 100);
        _venue.Status(InstrumentStatus.Open);
        _venue.Trade(99, 5, Side.Sell);
        Assert.Equal(
            ["accepted 1", "rejected 2 InstrumentNotTradable ended", "rejected 1 InstrumentNotTradable",
             "filled 1: 5 @ 100 Maker"], _venue.Lines());
    }

    [Fact]
    public void Day_orders_expire_when_the_instrument_closes()
    {
        _venue.Buy(5, 100, TimeInForce.Day);
        _venue.Buy(5, 100);
        _venue.Status(InstrumentStatus.Closed);
        Assert.Equal(["accepted 1", "accepted 2", "expired 1"], _venue.Lines());
    }

    [Fact]
    public void Every_order_ends_with_the_session()
    {
        _venue.Latency(100);
        _venue.Buy(5, 100, TimeInForce.Day);
        _venue.Buy(5, 100);
        _venue.Close();
        Assert.Equal(["expired 1", "canceled 2: 5 SessionEnd"], _venue.Lines());
        _venue.CheckConservation();
    }

    [Fact]
    public void A_quarantined_strategy_loses_its_orders()
    {
        _venue.Buy(5, 100);
        _venue.Submit(Side.Buy, 5, 100, TimeInForce.Gtc, OrderFlags.None, strategy: 0);
        _venue.Quarantine();
        Assert.Equal(["accepted 1", "accepted 2", "canceled 1: 5 Quarantine"], _venue.Lines());
    }

    [Theory]
    [InlineData(ScopeKind.Engine, 0, 2)]
    [InlineData(ScopeKind.Account, 7, 2)]
    [InlineData(ScopeKind.Account, 8, 0)]
    [InlineData(ScopeKind.Strategy, 3, 2)]
    [InlineData(ScopeKind.Strategy, 4, 0)]
    [InlineData(ScopeKind.Instrument, 1, 2)]
    [InlineData(ScopeKind.Instrument, 2, 0)]
    public void A_mass_cancel_ends_the_orders_of_its_scope(ScopeKind scope, ulong scopeId, int canceled)
    {
        _venue.Buy(5, 100);
        _venue.Sell(5, 103);
        _venue.Lines();
        _venue.MassCancel(scope, scopeId);
        Assert.Equal(canceled, _venue.Lines().Count(line => line.EndsWith("MassCancel", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_the_engine_itself_cancels_says_that_it_was_a_halt()
    {
        _venue.Buy(5, 100);
        _venue.Lines();
        _venue.MassCancel(ScopeKind.Engine, 0, actorId: 0);
        Assert.Equal(["canceled 1: 5 Halt"], _venue.Lines());
    }

    [Fact]
    public void A_mass_cancel_of_one_side_leaves_the_other()
    {
        _venue.Buy(5, 100);
        _venue.Sell(5, 103);
        _venue.Lines();
        _venue.MassCancel(ScopeKind.Engine, 0, Side.Sell);
        Assert.Equal(["canceled 2: 5 MassCancel"], _venue.Lines());
    }

    [Fact]
    public void A_large_sweep_goes_on_with_the_next_inputs_and_nothing_in_it_trades()
    {
        for (var i = 0; i < 100; i++) _venue.Buy(1, 100);
        _venue.Lines();
        _venue.MassCancel(ScopeKind.Engine, 0);
        Assert.Equal(65, _venue.Lines().Length); // 64 cancels and the alert.
        Assert.Equal(36, _venue.Orders.LiveCount);
        _venue.Replace(100, 1, 99);
        var next = _venue.Lines();
        Assert.Equal(36, next.Count(line => line.EndsWith("MassCancel", StringComparison.Ordinal)));
        Assert.Equal("rejected 100 UnknownOrder", next[^1]);
        Assert.Equal(0, _venue.Orders.LiveCount);
    }

    [Fact]
    public void Orders_that_wait_in_a_sweep_do_not_trade()
    {
        for (var i = 0; i < 200; i++) _venue.Buy(1, 100);
        _venue.Lines();
        _venue.MassCancel(ScopeKind.Engine, 0);
        _venue.Trade(99, 1_000, Side.Sell);
        Assert.DoesNotContain(_venue.Lines(), line => line.StartsWith("filled", StringComparison.Ordinal));
        Assert.Equal(200 - 128, _venue.Orders.LiveCount);
    }

    [Fact]
    public void Reports_are_the_outputs_of_strategies_as_they_were_written()
    {
        _venue.Forget();
        _venue.Buy(12, 101, TimeInForce.Ioc);
        _venue.Submit(Side.Buy, 1, 100, TimeInForce.Gtc, OrderFlags.None, strategy: 0);
        var rejected = OrderRejected.Create();
        rejected.StrategyId = PaperVenue.Strategy;
        _venue.Pass(in rejected);
        var written = _venue.Events().Where(output =>
            output.TemplateId is >= OrderAccepted.TemplateId and <= OrderFilled.TemplateId
            && output.As<OrderAccepted>().StrategyId != 0).Select(output => output.ToString());
        var reported = _venue.Reports().Select(report => report.ToString()).ToArray();
        Assert.Equal(4, reported.Length);
        Assert.Equal(written, reported);
    }
}
