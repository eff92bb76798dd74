using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>The matching core behind the interface that it shares with its simple twin.</summary>
public sealed class CoreExchange : IExchange, IDisposable
{
    private readonly int _capacity;

    public CoreExchange(MatchingCapacities capacities)
    {
        Core = new MatchingCore<MatchEventList>(capacities, new MatchEventList());
        _capacity = capacities.Orders;
    }

    public MatchingCore<MatchEventList> Core { get; }

    public IReadOnlyList<MatchEvent> Said => Core.Events.All;

    public int LiveOrders => Core.LiveOrders;

    public ulong Hash => Core.Hash();

    public void Dispose() => Core.Dispose();

    public void Open(uint bookId, BookRules rules) => Core.Open(bookId, rules);

    public void SetOwnerGroup(uint accountId, uint ownerGroup) => Core.SetOwnerGroup(accountId, ownerGroup);

    public void SetPosition(uint bookId, uint accountId, long lots) => Core.SetPosition(bookId, accountId, lots);

    public void Submit(in NewOrder order, long nowNanos) => Cleared().Submit(in order, nowNanos);

    public void Cancel(ulong orderId, uint accountId, long nowNanos) => Cleared().Cancel(orderId, accountId, nowNanos);

    public void Reduce(ulong orderId, uint accountId, long lots, long nowNanos) =>
        Cleared().Reduce(orderId, accountId, lots, nowNanos);

    public void Replace(in ReplaceRequest request, long nowNanos) => Cleared().Replace(in request, nowNanos);

    public void MassCancel(in MassCancelRequest request, long nowNanos) => Cleared().MassCancel(in request, nowNanos);

    public void SetPhase(uint bookId, TradingPhase phase, long nowNanos) => Cleared().SetPhase(bookId, phase, nowNanos);

    public void Advance(long nowNanos) => Cleared().Advance(nowNanos);

    public TradingPhase PhaseOf(uint bookId) => Core.PhaseOf(bookId);

    public long LastPriceOf(uint bookId) => Core.LastPriceOf(bookId);

    public long PositionOf(uint bookId, uint accountId) => Core.PositionOf(bookId, accountId);

    public AuctionPrice AuctionPriceOf(uint bookId) => Core.AuctionPriceOf(bookId);

    public IReadOnlyList<DepthLevel> Depth(uint bookId, Side side)
    {
        var levels = new DepthLevel[_capacity];
        return levels[..Core.Depth(bookId, side, levels)];
    }

    public IReadOnlyList<OrderView> Resting(uint bookId, Side side)
    {
        var prices = new long[_capacity];
        var orders = new OrderView[_capacity];
        var count = 0;
        foreach (var price in prices[..Core.PricesOf(bookId, side, prices)])
            count += Core.QueueAt(bookId, side, price, orders.AsSpan(count));
        return orders[..count];
    }

    public IReadOnlyList<OrderView> Others(uint bookId)
    {
        var orders = new OrderView[_capacity];
        return orders[..Core.OthersOf(bookId, orders)];
    }

    private MatchingCore<MatchEventList> Cleared()
    {
        Core.Events.Clear();
        return Core;
    }
}
