using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Whether an order is one: its fields, its type, its price and quantity. Pure; knows no state but terms.
/// </summary>
public static class ShapeChecks
{
    /// <summary>Client order ids with this bit are the engine's own.</summary>
    public const ulong EngineIdBit = 1UL << 63;

    /// <summary>Lots of one order are at most this, so that sums of a position's orders fit.</summary>
    public const long LotsMax = 1L << 56;

    private const OrderFlags ClientFlags = OrderFlags.ReduceOnly | OrderFlags.PostOnly;

    public static bool IsWellFormed(in SubmitOrder submit) =>
        submit.Side is Side.Buy or Side.Sell
        && submit.OrderType is >= OrderType.Market and <= OrderType.StopLimit
        && submit.TimeInForce is >= TimeInForce.Day and <= TimeInForce.Fok
        && (submit.OrderFlags & ~ClientFlags) == 0
        && submit.ClientOrderId is > 0 and < EngineIdBit
        && submit.Quantity > 0
        && (submit.OrderType == OrderType.Market) == (submit.PriceRaw == OrderAsk.NoPrice);

    public static bool IsWellFormed(in ReplaceOrder replace) =>
        replace.Quantity > 0 && (replace.OrderId | replace.ClientOrderId) != 0;

    public static RiskVerdict TypeAndTime(in OrderAsk ask)
    {
        var isPostOnly = (ask.Flags & OrderFlags.PostOnly) != 0;
        if (ask.Type is not (OrderType.Market or OrderType.Limit) || (isPostOnly && ask.IsMarket))
            return RiskVerdict.Refuse(RejectReason.UnsupportedOrderType);
        return isPostOnly && ask.TimeInForce is (TimeInForce.Ioc or TimeInForce.Fok)
            ? RiskVerdict.Refuse(RejectReason.UnsupportedTimeInForce)
            : RiskVerdict.Pass;
    }

    public static RiskVerdict Price(in OrderAsk ask, in Instrument instrument)
    {
        if (ask.IsMarket) return RiskVerdict.Pass;
        var tick = instrument.Definition.TickSize;
        if (ask.Price % tick != 0)
            return RiskVerdict.Refuse(RejectReason.PriceNotOnTick, ScopeKind.Instrument, tick, ask.Price);
        return ask.Price <= 0
            ? RiskVerdict.Refuse(RejectReason.PriceOutOfRange, ScopeKind.Instrument, tick, ask.Price)
            : RiskVerdict.Pass;
    }

    public static RiskVerdict Quantity(RiskState state, in OrderAsk ask, in Instrument instrument)
    {
        var lot = instrument.Definition.LotSize;
        if (ask.Quantity % lot != 0)
            return RiskVerdict.Refuse(RejectReason.QuantityNotOnLot, ScopeKind.Instrument, lot, ask.Quantity);
        // A total that is filled already leaves no order.
        if (ask.Lots <= 0)
            return RiskVerdict.Refuse(RejectReason.QuantityTooSmall, ScopeKind.None, 1, ask.Lots);
        var verdict = Bounds.AtLeast(
            state, ask, LimitKind.OrderQuantityMin, RejectReason.QuantityTooSmall, ask.Quantity);
        if (!verdict.IsPass) return verdict;
        if (ask.Quantity > LotsMax)
            return RiskVerdict.Refuse(RejectReason.QuantityTooLarge, ScopeKind.Engine, LotsMax, ask.Quantity);
        return Bounds.AtMost(state, ask, LimitKind.OrderQuantityMax, RejectReason.QuantityTooLarge, ask.Quantity);
    }
}
