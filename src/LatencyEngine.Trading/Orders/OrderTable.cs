using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Orders;

/// <summary>
/// The live orders: by id, by their owner's id, by instrument in order of arrival, and all in order of their ids.
/// Written by the matching stage; risk reads it between inputs, when matching has finished the one before.
/// </summary>
public sealed class OrderTable
{
    public const int None = Slab<Order>.None;

    private readonly Slab<Order> _orders;
    private readonly LongMap<int> _byOrderId;
    private readonly LongMap<int> _byClientId;
    private readonly LinkedQueue<Order>[] _ofInstrument;
    private int _lastLive = None;
    private ulong _lastOrderId;

    public OrderTable(Capacities capacities)
    {
        _orders = new Slab<Order>(capacities.LiveOrders);
        _byOrderId = new LongMap<int>(capacities.LiveOrders);
        _byClientId = new LongMap<int>(capacities.LiveOrders);
        _ofInstrument = new LinkedQueue<Order>[capacities.InstrumentIdEnd];
    }

    public int LiveCount => _orders.Count;

    public int Capacity => _orders.Capacity;

    /// <summary>First of all live orders, the oldest; or <see cref="None"/>.</summary>
    public int FirstLive { get; private set; } = None;

    public ref Order this[int link] => ref _orders[link];

    /// <summary>Number of live orders of an instrument.</summary>
    public int CountOf(uint instrumentId) => _ofInstrument[instrumentId].Count;

    /// <summary>The oldest live order of an instrument, or <see cref="None"/>; others follow by <c>Next</c>.</summary>
    public int FirstOf(uint instrumentId) => _ofInstrument[instrumentId].First;

    public int NextLive(int link) => _orders[link].NextLive;

    /// <summary>Takes an approved order in as Pending and gives it its id.</summary>
    /// <returns>Its link; <see cref="None"/> when the table is full or its owner's id is live already.</returns>
    public int Add(in SubmitOrder submit)
    {
        var key = ClientKey(submit.AccountId, submit.ClientOrderId);
        if (_byClientId.Contains(key) || !_orders.TryRent(out var link)) return None;

        ref var order = ref _orders[link];
        order = default;
        order.OrderId = ++_lastOrderId;
        order.ClientOrderId = submit.ClientOrderId;
        order.AccountId = submit.AccountId;
        order.InstrumentId = submit.InstrumentId;
        order.ActorId = submit.ActorId;
        order.StrategyId = submit.StrategyId;
        order.Side = submit.Side;
        order.Type = submit.OrderType;
        order.TimeInForce = submit.TimeInForce;
        order.Flags = submit.OrderFlags;
        order.State = OrderState.Pending;
        order.Price = submit.PriceRaw;
        order.WorstPrice = submit.PriceRaw;
        order.Quantity = submit.Quantity;
        Link(link);
        Invariant.Check(_byOrderId.TryAdd((long)order.OrderId, link) == MapAddition.Added);
        Invariant.Check(_byClientId.TryAdd(key, link) == MapAddition.Added);
        return link;
    }

    /// <summary>Lets an order go: it is filled, canceled or expired.</summary>
    public void Remove(int link)
    {
        ref var order = ref _orders[link];
        Invariant.Check(_byOrderId.Remove((long)order.OrderId));
        Invariant.Check(_byClientId.Remove(ClientKey(order.AccountId, order.ClientOrderId)));
        Unlink(link);
        _orders.Return(link);
    }

    /// <summary>The live order with this id, or <see cref="None"/>.</summary>
    public int FindOrder(ulong orderId) => _byOrderId.TryGet((long)orderId, out var link) ? link : None;

    /// <summary>The live order to which its account gave this id, or <see cref="None"/>.</summary>
    public int FindClient(uint accountId, ulong clientOrderId) =>
        _byClientId.TryGet(ClientKey(accountId, clientOrderId), out var link)
        && _orders[link].AccountId == accountId && _orders[link].ClientOrderId == clientOrderId
            ? link
            : None;

    /// <summary>By the engine's id when there is one, else by the account's own.</summary>
    public int Find(uint accountId, ulong orderId, ulong clientOrderId) =>
        orderId != 0 ? FindOrder(orderId) : FindClient(accountId, clientOrderId);

    public void AddTo(ref StateHash hash)
    {
        hash.Add(_lastOrderId);
        for (var link = FirstLive; link != None; link = _orders[link].NextLive)
        {
            ref var order = ref _orders[link];
            hash.Add(order.OrderId);
            hash.Add(order.ClientOrderId);
            hash.Add(((ulong)order.AccountId << 32) | order.InstrumentId);
            hash.Add(((ulong)order.StrategyId << 32) | ((ulong)order.Side << 24) | ((ulong)order.Type << 16)
                | ((ulong)order.TimeInForce << 8) | (ulong)order.State);
            hash.Add(order.Price);
            hash.Add(order.WorstPrice);
            hash.Add(order.Quantity);
            hash.Add(order.FilledLots);
            hash.Add(order.Held);
            hash.Add(order.ReservedLots);
            hash.Add(order.AheadLots);
            if (order.DisplayedLots != 0) hash.Add(order.DisplayedLots);
        }
    }

    // Mixes the account into the id; two pairs may share a key, and then the second one is refused as a duplicate.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ClientKey(uint accountId, ulong clientOrderId)
    {
        var key = (long)(clientOrderId ^ (accountId * 0x9E3779B97F4A7C15));
        return key == LongMap<int>.ReservedKey ? 0 : key;
    }

    private void Link(int link)
    {
        ref var order = ref _orders[link];
        _ofInstrument[order.InstrumentId].AddLast(_orders, link);
        order.NextLive = None;
        order.PreviousLive = _lastLive;
        if (_lastLive == None) FirstLive = link;
        else _orders[_lastLive].NextLive = link;
        _lastLive = link;
    }

    private void Unlink(int link)
    {
        ref var order = ref _orders[link];
        _ofInstrument[order.InstrumentId].Remove(_orders, link);
        if (order.PreviousLive == None) FirstLive = order.NextLive;
        else _orders[order.PreviousLive].NextLive = order.NextLive;
        if (order.NextLive == None) _lastLive = order.PreviousLive;
        else _orders[order.NextLive].PreviousLive = order.PreviousLive;
    }
}
