using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Our orders at the venue, by instrument and side: best price first, at one price the older first. The matching
/// stage's thread; owns the links.
/// </summary>
/// <remarks>
/// <b>Cost.</b> The best is found at once. A new order walks past those that are better than it or as good, so many
/// orders on one side of one instrument make it slow; a strategy has a few.
/// </remarks>
public sealed class RestingOrders
{
    public const int None = OrderTable.None;

    private readonly OrderTable _orders;
    private readonly Links[] _links;
    private readonly int[] _firstBuys;
    private readonly int[] _firstSells;

    public RestingOrders(Capacities capacities, OrderTable orders)
    {
        _orders = orders;
        _links = new Links[orders.Capacity];
        _firstBuys = new int[capacities.InstrumentIdEnd];
        _firstSells = new int[capacities.InstrumentIdEnd];
        Array.Fill(_firstBuys, None);
        Array.Fill(_firstSells, None);
    }

    public int First(uint instrumentId, Side side) => FirstOf(instrumentId, side);

    public int Next(int link) => _links[link].Next;

    public bool IsEmpty(uint instrumentId) =>
        _firstBuys[instrumentId] == None && _firstSells[instrumentId] == None;

    public bool Contains(int link) => _links[link].IsResting;

    public void Add(int link)
    {
        Invariant.Check(!_links[link].IsResting);
        ref var order = ref _orders[link];
        ref var first = ref FirstOf(order.InstrumentId, order.Side);
        var (previous, next) = (None, first);
        while (next != None && !IsBetter(in order, in _orders[next]))
            (previous, next) = (next, _links[next].Next);
        _links[link] = new Links { Next = next, Previous = previous, IsResting = true };
        if (previous == None) first = link;
        else _links[previous].Next = link;
        if (next != None) _links[next].Previous = link;
    }

    public void Remove(int link)
    {
        Invariant.Check(_links[link].IsResting);
        var links = _links[link];
        ref var order = ref _orders[link];
        if (links.Previous == None) FirstOf(order.InstrumentId, order.Side) = links.Next;
        else _links[links.Previous].Next = links.Next;
        if (links.Next != None) _links[links.Next].Previous = links.Previous;
        _links[link] = default;
    }

    private static bool IsBetter(in Order order, in Order other) =>
        order.IsBuy ? order.Price > other.Price : order.Price < other.Price;

    private ref int FirstOf(uint instrumentId, Side side) =>
        ref side == Side.Buy ? ref _firstBuys[instrumentId] : ref _firstSells[instrumentId];

    private struct Links
    {
        public int Next;
        public int Previous;
        public bool IsResting;
    }
}
