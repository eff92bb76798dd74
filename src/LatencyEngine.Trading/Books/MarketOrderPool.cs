using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Books;

/// <summary>
/// The orders of the market in all order-by-order books, by instrument and the venue's number. The matching stage's
/// thread.
/// </summary>
/// <remarks>
/// <b>Limits.</b> An order that finds no room, or whose key is that of an order of another instrument (about
/// one chance in 2^63 for each pair), is not kept as such: its lots become an anonymous part of its level.
/// </remarks>
public sealed class MarketOrderPool
{
    public const int None = Slab<MarketOrder>.None;

    private readonly LongMap<int> _byKey;

    public MarketOrderPool(int capacity)
    {
        Orders = new Slab<MarketOrder>(capacity);
        _byKey = new LongMap<int>(capacity);
    }

    public Slab<MarketOrder> Orders { get; }

    public int Count => Orders.Count;

    public ref MarketOrder this[int link] => ref Orders[link];

    /// <returns>Its link, or <see cref="None"/>.</returns>
    public int Find(uint instrumentId, ulong venueOrderId)
    {
        if (!_byKey.TryGet(Key(instrumentId, venueOrderId), out var link)) return None;
        ref var order = ref Orders[link];
        return order.VenueOrderId == venueOrderId && order.InstrumentId == instrumentId ? link : None;
    }

    /// <returns>Its link; <see cref="None"/> when it cannot be kept.</returns>
    public int Add(in BookOrder added, ulong arrival)
    {
        var key = Key(added.InstrumentId, added.VenueOrderId);
        if (_byKey.Contains(key) || !Orders.TryRent(out var link)) return None;
        ref var order = ref Orders[link];
        order.InstrumentId = added.InstrumentId;
        order.VenueOrderId = added.VenueOrderId;
        order.IsBuy = added.Side == Side.Buy;
        order.Price = added.Price;
        order.Lots = added.Quantity;
        order.Arrival = arrival;
        Invariant.Check(_byKey.TryAdd(key, link) == MapAddition.Added);
        return link;
    }

    public void Remove(int link)
    {
        ref var order = ref Orders[link];
        Invariant.Check(_byKey.Remove(Key(order.InstrumentId, order.VenueOrderId)));
        Orders.Return(link);
    }

    private static long Key(uint instrumentId, ulong venueOrderId)
    {
        var key = (long)(venueOrderId ^ (instrumentId * 0x9E3779B97F4A7C15));
        return key == LongMap<int>.ReservedKey ? 0 : key;
    }
}
