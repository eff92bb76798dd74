using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>An order as it comes to the matching core. A value; every field that its type does not use is zero.</summary>
public struct NewOrder
{
    /// <summary>For a price that is not given.</summary>
    public const long NoPrice = long.MinValue;

    /// <summary>Not zero, and not that of a live order. Free again once the order has ended.</summary>
    public ulong OrderId;

    /// <summary>Who owns it, below <see cref="MatchingCapacities.AccountIdEnd"/>; 0 is nobody, who has no self-trades.</summary>
    public uint AccountId;

    /// <summary>The book, below <see cref="MatchingCapacities.BookIdEnd"/>.</summary>
    public uint BookId;

    public Side Side;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public OrderConditions Conditions;
    public SelfTradePrevention SelfTradePrevention;
    public PegKind Peg;
    public Contingency Contingency;

    /// <summary>How <see cref="Trail"/> is meant.</summary>
    public TrailKind TrailKind;

    /// <summary>Limit in ticks: of Limit, StopLimit and LimitIfTouched, and the farthest price of Pegged, there or
    /// <see cref="NoPrice"/>. Otherwise <see cref="NoPrice"/>.</summary>
    public long Price;

    /// <summary>Ticks; of Stop, StopLimit, LimitIfTouched and MarketIfTouched. Otherwise <see cref="NoPrice"/>.</summary>
    public long TriggerPrice;

    /// <summary>Lots.</summary>
    public long Quantity;

    /// <summary>Lots that an iceberg shows at a time; 0 shows all.</summary>
    public long DisplayQuantity;

    /// <summary>Lots that must trade at once, or the order is canceled; 0 for none.</summary>
    public long MinimumQuantity;

    /// <summary>Distance of a trailing stop from the last price: ticks, or 1e-9 of that price.</summary>
    public long Trail;

    /// <summary>Ticks: of a pegged order from its reference, positive towards the other side; of a trailing stop-limit from
    /// its trigger to its limit, away from the market.</summary>
    public long Offset;

    /// <summary>UTC nanoseconds at which a Gtd order ends.</summary>
    public long ExpireNanos;

    /// <summary>Of the orders that belong together; 0 for none.</summary>
    public ulong GroupId;

    /// <summary>A plain order: no prices, nothing special.</summary>
    public static NewOrder Of(ulong orderId, Side side, OrderType type, TimeInForce timeInForce, long quantity) => new()
    {
        OrderId = orderId,
        Side = side,
        Type = type,
        TimeInForce = timeInForce,
        Quantity = quantity,
        Price = NoPrice,
        TriggerPrice = NoPrice,
    };

    public static NewOrder Limit(ulong orderId, Side side, long price, long quantity, TimeInForce timeInForce = TimeInForce.Gtc)
    {
        var order = Of(orderId, side, OrderType.Limit, timeInForce, quantity);
        order.Price = price;
        return order;
    }
}
