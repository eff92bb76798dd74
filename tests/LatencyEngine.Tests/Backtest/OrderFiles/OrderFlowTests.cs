using System.Text.Json;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>The made-up order flow against what is published of it, and the book that is the truth for it.</summary>
public sealed class OrderFlowTests
{
    private static readonly Lazy<OrderFlow> MainFlow = new(() => OrderFlow.Of(OrderFlowPlan.Main));

    [Fact]
    public void The_main_flow_comes_to_its_published_facts() => Assert.Equal(OrderFlowPlan.MainFacts, MainFlow.Value.Facts);

    [SharedDataFact]
    public void Its_rows_are_the_published_ones()
    {
        var published = OrderFile.Read(SharedData.PathOf("orders", "orders-1m.csv.gz")).Rows;
        var made = MainFlow.Value.Rows;
        Assert.Equal(published.Length, made.Length);
        for (var i = 0; i < made.Length; i++)
            if (made[i] != published[i]) Assert.Equal(published[i], made[i]);
    }

    [SharedDataFact]
    public void Its_published_facts_are_written_down_right()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("orders", "orders-1m.expected.json")));
        var expected = file.RootElement;
        var facts = OrderFlowPlan.MainFacts;
        (string Name, long? Found)[] counters =
        [
            ("adds", facts.Adds), ("cancels", facts.Cancels), ("ioc", facts.Takes), ("cancel_ok", facts.CancelsDone),
            ("cancel_reject", facts.CancelsRefused), ("trades", facts.Trades), ("trades_by_ioc", facts.TradesByTakes),
            ("trades_by_add", facts.TradesByAdds), ("adds_that_traded", facts.AddsThatTraded),
            ("adds_rested", facts.AddsThatRested), ("ioc_with_residual", facts.TakesWithRest), ("volume", facts.Volume),
            ("notional_ticks", facts.Notional), ("final_resting", facts.Resting), ("final_levels", facts.Levels),
            ("final_best_bid", facts.BestBid), ("final_best_ask", facts.BestAsk), ("peak_resting", facts.RestingMost),
            ("final_mid", MainFlow.Value.FinalMiddle), ("seed", (long)OrderFlowPlan.Main.Seed),
            ("prefill", OrderFlowPlan.Main.PrefillRows), ("ops", OrderFlowPlan.Main.Operations),
        ];
        Assert.All(counters, counter => Assert.Equal(expected.GetProperty(counter.Name).GetInt64(), counter.Found));
        Assert.Equal(expected.GetProperty("trade_fnv1a64").GetString(), $"{facts.TradeHash:x16}");
    }

    [Fact]
    public void A_deep_flow_starts_with_orders_on_many_prices()
    {
        var flow = OrderFlow.Of(OrderFlowPlan.Deep with { PrefillRows = 50_000, Operations = 1_000 });
        var prefill = OrderFlowTruth.Of(flow.Rows.AsSpan(0, flow.PrefillRows));
        Assert.Equal((50_000, 0, 0), (prefill.Adds, prefill.Cancels, prefill.Takes));
        Assert.InRange(prefill.Levels, 25_000, 40_002);
        Assert.Equal(51_000, flow.Facts.Adds + flow.Facts.Cancels + flow.Facts.Takes);
    }

    [Fact]
    public void Another_seed_makes_another_flow()
    {
        var plan = OrderFlowPlan.Main with { PrefillRows = 100, Operations = 1_000 };
        Assert.Equal(OrderFlow.Of(plan).Facts, OrderFlow.Of(plan).Facts);
        Assert.NotEqual(OrderFlow.Of(plan).Facts, OrderFlow.Of(plan with { Seed = plan.Seed + 1 }).Facts);
    }

    [Fact]
    public void The_truth_fills_the_oldest_order_of_the_best_price_first()
    {
        OrderRow[] rows =
        [
            Add(1, Side.Sell, 101, 5), Add(2, Side.Sell, 100, 5), Add(3, Side.Sell, 100, 5), Take(4, Side.Buy, 101, 12),
        ];
        var expected = new TradeHash();
        expected.Add(4, 2, 100, 5);
        expected.Add(4, 3, 100, 5);
        expected.Add(4, 1, 101, 2);
        var facts = OrderFlowTruth.Of(rows);
        Assert.Equal((expected.Value, 3L, 12L, 1202L), (facts.TradeHash, facts.Trades, facts.Volume, facts.Notional));
        Assert.Equal((1L, 1L, (long?)null, (long?)101), (facts.Resting, facts.Levels, facts.BestBid, facts.BestAsk));
    }

    [Fact]
    public void The_truth_finds_the_next_best_price_after_a_cancel()
    {
        OrderRow[] rows =
        [
            Add(1, Side.Buy, 100, 5), Add(2, Side.Buy, 99, 5), Cancel(1), Cancel(1), Add(3, Side.Sell, 99, 6),
        ];
        var facts = OrderFlowTruth.Of(rows);
        Assert.Equal((1L, 1L, 1L, 5L), (facts.CancelsDone, facts.CancelsRefused, facts.AddsThatTraded, facts.Volume));
        Assert.Equal(((long?)null, (long?)99, 1L), (facts.BestBid, facts.BestAsk, facts.Resting));
    }

    [Fact]
    public void The_rest_of_a_taker_is_dropped()
    {
        var facts = OrderFlowTruth.Of([Add(1, Side.Buy, 100, 5), Take(2, Side.Sell, 100, 7)]);
        Assert.Equal((1L, 5L, 0L), (facts.TakesWithRest, facts.Volume, facts.Resting));
    }

    [Fact]
    public void A_modified_order_leaves_and_enters_again_as_the_youngest()
    {
        var facts = OrderFlowTruth.Of(
        [
            Add(1, Side.Buy, 100, 5), Add(2, Side.Buy, 100, 5), Row(OrderOperation.Modify, 1, Side.Buy, 100, 5),
            Row(OrderOperation.Modify, 9, Side.Buy, 100, 5), Take(3, Side.Sell, 100, 6),
        ]);
        var expected = new TradeHash();
        expected.Add(3, 2, 100, 5);
        expected.Add(3, 1, 100, 1);
        Assert.Equal((expected.Value, 2L, 1L), (facts.TradeHash, facts.Modifies, facts.ModifiesDone));
    }

    private static OrderRow Add(ulong orderId, Side side, long price, long lots) => Row(OrderOperation.New, orderId, side, price, lots);

    private static OrderRow Take(ulong orderId, Side side, long price, long lots) =>
        Row(OrderOperation.NewImmediate, orderId, side, price, lots);

    private static OrderRow Cancel(ulong orderId) => Row(OrderOperation.Cancel, orderId, Side.None, 0, 0);

    private static OrderRow Row(OrderOperation operation, ulong orderId, Side side, long price, long lots) =>
        new() { Operation = operation, OrderId = orderId, Side = side, Price = price, Quantity = lots };
}
