using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>Applies the order flow to a plain book, which refuses what no market could do.</summary>
public sealed class OrderByOrderMarketTests
{
    private const int LiveMax = 112;

    [Fact]
    public void Orders_make_a_book_that_never_crosses_and_whose_best_is_the_quote()
    {
        var (books, quotes, messages, live) = (NewBooks(), new Dictionary<uint, Quote>(), 0, 0L);
        foreach (var told in Market.Told(Market.OnlyOrders with { GapsPerMillion = 200 }))
        {
            var instrument = Market.InstrumentOf(told);
            if (told.Is<BookOrder>()) books[instrument].Apply(Market.Of<BookOrder>(told));
            if (told.Is<Quote>()) quotes[instrument] = Market.Of<Quote>(told);
            if (!Market.EndsMessage(told)) continue;
            books[instrument].AssertBestIs(quotes[instrument]);
            Assert.False(books[instrument].IsCrossed);
            Assert.InRange(books[instrument].Count, 2, LiveMax);
            live += books[instrument].Count;
            messages++;
        }

        Assert.True(messages > 80_000);
        Assert.InRange(live / messages, 30, 90);
    }

    [Fact]
    public void Order_ids_are_unique_and_grow()
    {
        ulong last = 0;
        foreach (var order in Market.Told<BookOrder>(Market.OnlyOrders with { GapsPerMillion = 0 }))
        {
            if (order.Action != BookOrderAction.Add || order.Flags.HasFlag(MarketFlags.Snapshot)) continue;
            Assert.True(order.VenueOrderId > last);
            last = order.VenueOrderId;
        }

        Assert.True(last > 10_000);
    }

    [Fact]
    public void Each_execution_is_followed_by_its_trade()
    {
        EngineEvent before = default;
        var (visible, hidden) = (0, 0);
        foreach (var told in Market.Told(Market.OnlyOrders))
        {
            if (before.Is<BookOrder>() && before.As<BookOrder>() is { } order && IsExecution(order))
            {
                var trade = Market.Of<Trade>(told);
                Assert.True(told.Is<Trade>());
                Assert.Equal((order.Price, order.Quantity), (trade.Price, trade.Quantity));
                Assert.Equal(order.InstrumentId, trade.InstrumentId);
                Assert.Equal(order.Side == Side.Buy ? Side.Sell : Side.Buy, trade.Aggressor);
                if (order.Action == BookOrderAction.Execute) visible++;
                else hidden++;
            }

            before = told;
        }

        Assert.True(visible > 10_000);
        Assert.True(hidden > 500);
        Assert.Equal(visible + hidden, Market.Told<Trade>(Market.OnlyOrders).Count());
    }

    [Fact]
    public void Every_kind_of_change_happens()
    {
        var actions = Market.Told<BookOrder>(Market.OnlyOrders).CountBy(order => order.Action).ToDictionary();
        foreach (var action in Enum.GetValues<BookOrderAction>().Except([BookOrderAction.None, BookOrderAction.Clear]))
            Assert.True(actions[action] > 500, $"{action}: {actions.GetValueOrDefault(action)}");
    }

    [Fact]
    public void A_trade_may_go_through_several_levels()
    {
        var (pricesMax, prices) = (0, new HashSet<long>());
        foreach (var told in Market.Told(Market.OnlyOrders))
        {
            if (told.Is<Trade>()) prices.Add(Market.Of<Trade>(told).Price);
            if (!Market.EndsMessage(told)) continue;
            pricesMax = Math.Max(pricesMax, prices.Count);
            prices.Clear();
        }

        Assert.InRange(pricesMax, 2, 8);
    }

    private static bool IsExecution(in BookOrder order) =>
        order.Action is BookOrderAction.Execute or BookOrderAction.ExecuteHidden;

    private static Dictionary<uint, PlainOrderBook> NewBooks() =>
        Enumerable.Range(1, Market.OnlyOrders.InstrumentCount).ToDictionary(id => (uint)id, _ => new PlainOrderBook());
}
