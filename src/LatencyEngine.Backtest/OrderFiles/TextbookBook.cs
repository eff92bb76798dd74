using LatencyEngine.Domain;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>
/// The order book of the textbooks: a sorted dictionary of linked lists, and a dictionary of ids. One cold thread; owns its
/// orders. Shares nothing with the matching core, so that it can be the truth for it and what its speed is compared with.
/// </summary>
public sealed class TextbookBook<TTrades>(TTrades trades)
    where TTrades : IFlowTrades
{
    private readonly BookSide _bids = new(Comparer<long>.Create((one, other) => other.CompareTo(one)));
    private readonly BookSide _asks = new(Comparer<long>.Default);
    private readonly Dictionary<ulong, LinkedListNode<RestingOrder>> _orders = [];

    public int Orders => _orders.Count;

    public int Levels => _bids.Levels.Count + _asks.Levels.Count;

    /// <summary>Ticks; <c>null</c> where the side is empty.</summary>
    public long? BestOf(Side side) => SideOf(side).BestPrice;

    /// <summary>Trades as far as possible, and lets the rest join the book if asked to.</summary>
    /// <returns>Lots that did not trade.</returns>
    public long Enter(ulong orderId, Side side, long price, long lots, bool mayRest)
    {
        var opposite = SideOf(side == Side.Buy ? Side.Sell : Side.Buy);
        while (lots > 0 && opposite.BestPrice is { } best && (side == Side.Buy ? best <= price : best >= price))
            lots = Meet(opposite, orderId, lots);
        if (lots > 0 && mayRest) _orders.Add(orderId, SideOf(side).Append(new RestingOrder(orderId, side, price, lots)));
        return lots;
    }

    /// <returns>Whether there was such an order.</returns>
    public bool Cancel(ulong orderId)
    {
        if (!_orders.Remove(orderId, out var node)) return false;
        SideOf(node.Value.Side).Remove(node);
        return true;
    }

    private BookSide SideOf(Side side) => side == Side.Buy ? _bids : _asks;

    private long Meet(BookSide opposite, ulong takerId, long lots)
    {
        var node = opposite.BestQueue!.First!;
        var maker = node.Value;
        var traded = Math.Min(lots, maker.Lots);
        maker.Lots -= traded;
        if (maker.Lots == 0)
        {
            _orders.Remove(maker.OrderId);
            opposite.Remove(node);
        }

        trades.OnTrade(takerId, maker.OrderId, maker.Price, traded, maker.Lots == 0);
        return lots - traded;
    }

    private sealed class RestingOrder(ulong orderId, Side side, long price, long lots)
    {
        public ulong OrderId => orderId;

        public Side Side => side;

        public long Price => price;

        public long Lots { get; set; } = lots;
    }

    // Remembers its best queue: a sorted dictionary has to be enumerated to tell its first key, which allocates.
    private sealed class BookSide(IComparer<long> bestFirst)
    {
        public SortedDictionary<long, LinkedList<RestingOrder>> Levels { get; } = new(bestFirst);

        public LinkedList<RestingOrder>? BestQueue { get; private set; }

        public long? BestPrice => BestQueue?.First!.Value.Price;

        public LinkedListNode<RestingOrder> Append(RestingOrder order)
        {
            if (Levels.TryGetValue(order.Price, out var queue)) return queue.AddLast(order);
            queue = [];
            Levels.Add(order.Price, queue);
            if (BestPrice is not { } best || bestFirst.Compare(order.Price, best) < 0) BestQueue = queue;
            return queue.AddLast(order);
        }

        public void Remove(LinkedListNode<RestingOrder> node)
        {
            var queue = node.List!;
            queue.Remove(node);
            if (queue.Count > 0) return;
            Levels.Remove(node.Value.Price);
            if (queue == BestQueue) BestQueue = Levels.Count == 0 ? null : Levels.First().Value;
        }
    }
}
