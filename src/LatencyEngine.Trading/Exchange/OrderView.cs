using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Where a live order is.</summary>
public enum OrderPlace : byte
{
    None = 0,

    /// <summary>In the queue of its price.</summary>
    Resting = 1,

    /// <summary>In the queue of market orders of an auction.</summary>
    MarketQueue = 2,

    /// <summary>For its trigger.</summary>
    Waiting = 3,

    /// <summary>For its parent.</summary>
    Held = 4,

    /// <summary>For the closing auction, or for a reference price.</summary>
    Parked = 5,
}

/// <summary>A live order, for reading.</summary>
public readonly record struct OrderView
{
    public ulong OrderId { get; init; }

    public uint AccountId { get; init; }

    public uint BookId { get; init; }

    public Side Side { get; init; }

    public OrderPlace Place { get; init; }

    /// <summary>Limit in ticks; of a pegged order where it rests now. <see cref="NewOrder.NoPrice"/> without one.</summary>
    public long Price { get; init; }

    /// <summary>Of a waiting or held order, ticks; else <see cref="NewOrder.NoPrice"/>.</summary>
    public long TriggerPrice { get; init; }

    /// <summary>Open lots, reserve included.</summary>
    public long Leaves { get; init; }

    /// <summary>Lots that everybody sees; 0 unless it rests.</summary>
    public long Displayed { get; init; }
}

/// <summary>A price that everybody sees.</summary>
/// <param name="Price">Ticks.</param>
/// <param name="Lots">Displayed lots.</param>
/// <param name="Orders">Displayed orders.</param>
public readonly record struct DepthLevel(long Price, long Lots, int Orders);

/// <summary>What stands before an order at its price.</summary>
/// <param name="OrdersAhead">Orders.</param>
/// <param name="LotsAhead">Their lots that trade before it: of icebergs what they show.</param>
public readonly record struct QueuePlace(int OrdersAhead, long LotsAhead);

/// <summary>What an auction would trade.</summary>
/// <param name="Price">Ticks, or <see cref="NewOrder.NoPrice"/>.</param>
/// <param name="Quantity">Lots.</param>
/// <param name="Surplus">Lots that stay at that price, positive where more is bought.</param>
public readonly record struct AuctionPrice(long Price, long Quantity, long Surplus);
