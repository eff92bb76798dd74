using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Whether the fields of a new order make sense together, whatever the book is like. Pure; any thread.</summary>
internal static class OrderShape
{
    /// <summary>Farthest trail, offset and price.</summary>
    private const long TicksMax = MatchingCapacities.PriceMax;

    private const long RateMax = 1_000_000_000;

    /// <summary>A limit order without anything special, as nearly all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(in NewOrder order) =>
        order.Type == OrderType.Limit
        && order.OrderId != 0
        && order.Side is Side.Buy or Side.Sell
        && order.TimeInForce is TimeInForce.Day or TimeInForce.Gtc or TimeInForce.Ioc or TimeInForce.Fok
        && ((uint)order.Conditions | (uint)order.Peg | (uint)order.Contingency | (uint)order.TrailKind) == 0
        && ((ulong)(order.DisplayQuantity | order.MinimumQuantity | order.Trail | order.Offset | order.ExpireNanos)
            | order.GroupId) == 0
        && order.SelfTradePrevention <= SelfTradePrevention.Decrement
        && order.Price != NewOrder.NoPrice
        && order.TriggerPrice == NewOrder.NoPrice;

    /// <summary>Whether orders of this type never rest: they take what is there when they become active.</summary>
    public static bool NeverRests(OrderType type) =>
        type is OrderType.Market or OrderType.Stop or OrderType.TrailingStop or OrderType.MarketIfTouched;

    public static bool IsTrailing(OrderType type) => type is OrderType.TrailingStop or OrderType.TrailingStopLimit;

    /// <summary>Whether orders of this type come with a trigger price.</summary>
    public static bool HasTriggerPrice(OrderType type) =>
        type is OrderType.Stop or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.MarketIfTouched;

    public static bool Waits(OrderType type) => HasTriggerPrice(type) || IsTrailing(type);

    public static bool HasLimit(OrderType type) => type is OrderType.Limit or OrderType.StopLimit or OrderType.LimitIfTouched;

    /// <summary>Whether a trigger fires at or above its price: that of a stop to buy, and of an if-touched to sell.</summary>
    public static bool IsRising(OrderType type, bool isSell) =>
        type is OrderType.LimitIfTouched or OrderType.MarketIfTouched ? isSell : !isSell;

    public static bool MakesSense(in NewOrder order, long nowNanos) =>
        IsDefined(in order)
        && HasItsPrices(in order)
        && HasItsTrail(in order)
        && HasItsQuantities(in order)
        && HasItsConditions(in order)
        && HasItsEnd(in order, nowNanos)
        && (order.GroupId == 0) == (order.Contingency == Contingency.None);

    private static bool IsDefined(in NewOrder order) =>
        order.OrderId != 0
        && order.Side is Side.Buy or Side.Sell
        && order.Type is >= OrderType.Market and <= OrderType.Pegged
        && order.TimeInForce is >= TimeInForce.Day and <= TimeInForce.AtClose
        && order.SelfTradePrevention <= SelfTradePrevention.Decrement
        && order.Peg <= PegKind.Midpoint
        && order.Contingency <= Contingency.BracketChild
        && order.TrailKind <= TrailKind.Rate
        && (uint)order.Conditions < 2 * (uint)OrderConditions.CancelOnDisconnect;

    private static bool HasItsPrices(in NewOrder order)
    {
        var hasPrice = order.Price != NewOrder.NoPrice;
        return (hasPrice == HasLimit(order.Type) || (hasPrice && order.Type == OrderType.Pegged))
            && (order.TriggerPrice != NewOrder.NoPrice) == HasTriggerPrice(order.Type);
    }

    private static bool HasItsTrail(in NewOrder order)
    {
        var max = order.TrailKind == TrailKind.Rate ? RateMax : TicksMax;
        var hasTrail = IsTrailing(order.Type)
            ? order.TrailKind != TrailKind.None && order.Trail >= 1 && order.Trail <= max
            : order.TrailKind == TrailKind.None && order.Trail == 0;
        var offsetMin = order.Type == OrderType.Pegged ? -TicksMax : 0;
        var offsetMax = order.Type is OrderType.Pegged or OrderType.TrailingStopLimit ? TicksMax : 0;
        return hasTrail
            && order.Offset >= offsetMin && order.Offset <= offsetMax
            && (order.Peg != PegKind.None) == (order.Type == OrderType.Pegged);
    }

    // A quantity below one has a reason of its own, and is not compared with.
    private static bool HasItsQuantities(in NewOrder order)
    {
        var max = order.Quantity > 0 ? order.Quantity : long.MaxValue;
        if (order.DisplayQuantity < 0 || order.DisplayQuantity > max) return false;
        if (order.MinimumQuantity < 0 || order.MinimumQuantity > max) return false;
        return order.DisplayQuantity == 0
            || !(NeverRests(order.Type) || order.Type == OrderType.Pegged || Asks(in order, OrderConditions.Hidden));
    }

    private static bool HasItsConditions(in NewOrder order)
    {
        if (Asks(in order, OrderConditions.AllOrNone) && order.MinimumQuantity != 0) return false;
        if (!Asks(in order, OrderConditions.PostOnly | OrderConditions.PostOnlySlide)) return true;
        const OrderConditions both = OrderConditions.PostOnly | OrderConditions.PostOnlySlide;
        return (order.Conditions & both) != both
            && !NeverRests(order.Type)
            && order.Type is not (OrderType.MarketToLimit or OrderType.Pegged)
            && order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok)
            && order.MinimumQuantity == 0
            && !Asks(in order, OrderConditions.AllOrNone);
    }

    private static bool HasItsEnd(in NewOrder order, long nowNanos) =>
        order.TimeInForce == TimeInForce.Gtd ? order.ExpireNanos > nowNanos : order.ExpireNanos == 0;

    private static bool Asks(in NewOrder order, OrderConditions conditions) => (order.Conditions & conditions) != 0;
}
