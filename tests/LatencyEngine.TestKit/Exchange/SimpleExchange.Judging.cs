using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;
using Kind = LatencyEngine.Domain.OrderType;

namespace LatencyEngine.TestKit.Exchange;

/// <content>The reasons to refuse an order, line by line as the specification has them.</content>
public sealed partial class SimpleExchange
{
    private const long TicksMax = 1L << 52;
    private const OrderConditions EitherPostOnly = OrderConditions.PostOnly | OrderConditions.PostOnlySlide;

    private RejectReason WhyNot(SimpleOrder order)
    {
        var asked = order.Asked;
        if (!MakesSense(order)) return RejectReason.MalformedCommand;
        if (!_books.TryGetValue(asked.BookId, out var book)) return RejectReason.UnknownInstrument;
        if (asked.AccountId >= capacities.AccountIdEnd) return RejectReason.UnknownAccount;
        if (_live.Exists(live => live.Id == order.Id)) return RejectReason.DuplicateOrderId;
        if (order.Asks(OrderConditions.ReduceOnly) && (!book.Rules.TracksPositions || asked.AccountId == 0))
            return RejectReason.UnsupportedOrderType;
        if (IsForAuction(asked.TimeInForce) && asked.Type is not (Kind.Limit or Kind.Market)) return RejectReason.UnsupportedTimeInForce;
        if (asked.Type == Kind.Pegged && IsImmediate(asked.TimeInForce)) return RejectReason.UnsupportedTimeInForce;
        if (!book.TakesOrders) return RejectReason.InstrumentNotTradable;
        if (IsForbidden(book, order)) return RejectReason.PhaseForbids;
        if (IsOutOfRange(asked.Price) || IsOutOfRange(asked.TriggerPrice)) return RejectReason.PriceOutOfRange;
        if (asked.Quantity < 1) return RejectReason.QuantityTooSmall;
        if (asked.Quantity > 1L << 40) return RejectReason.QuantityTooLarge;
        if (book.IsOutsideBand(asked.Price)) return RejectReason.PriceOutsideBand;
        var isActive = IsActiveAtOnce(book, order);
        if (isActive && order.Asks(OrderConditions.ReduceOnly) && asked.Quantity > book.Reducible(order)) return RejectReason.ReduceOnly;
        if (!FitsGroup(order)) return RejectReason.MalformedCommand;
        if (IsTrailing(asked.Type) && book.Last == NewOrder.NoPrice) return RejectReason.NoReferencePrice;
        if (!HasRoom(book, order, isActive)) return RejectReason.CapacityReached;
        return isActive && book.IsContinuous && !MayPost(order) ? RejectReason.PostOnlyWouldTrade : RejectReason.None;
    }

    private bool MakesSense(SimpleOrder order)
    {
        var asked = order.Asked;
        if (asked.OrderId == 0 || asked.Side is not (Side.Buy or Side.Sell)) return false;
        if (asked.Type == Kind.None || !Enum.IsDefined(asked.Type)) return false;
        if (asked.TimeInForce == TimeInForce.None || !Enum.IsDefined(asked.TimeInForce)) return false;
        if (!Enum.IsDefined(asked.SelfTradePrevention) || !Enum.IsDefined(asked.Peg) || !Enum.IsDefined(asked.Contingency)) return false;
        if (!Enum.IsDefined(asked.TrailKind) || (byte)asked.Conditions > 63) return false;
        var needsPrice = asked.Type is Kind.Limit or Kind.StopLimit or Kind.LimitIfTouched;
        var hasPrice = asked.Price != NewOrder.NoPrice;
        if (needsPrice != hasPrice && !(hasPrice && asked.Type == Kind.Pegged)) return false;
        if ((asked.TriggerPrice != NewOrder.NoPrice) != HasTrigger(asked.Type)) return false;
        if (!TrailMakesSense(asked) || !QuantitiesMakeSense(order)) return false;
        if (order.Asks(OrderConditions.AllOrNone) && asked.MinimumQuantity != 0) return false;
        if (order.Asks(EitherPostOnly) && !MayAskForPostOnly(order)) return false;
        if (asked.TimeInForce == TimeInForce.Gtd ? asked.ExpireNanos <= _now : asked.ExpireNanos != 0) return false;
        return asked.GroupId == 0 == (asked.Contingency == Contingency.None);
    }

    private static bool TrailMakesSense(NewOrder asked)
    {
        var max = asked.TrailKind == TrailKind.Rate ? 1_000_000_000 : TicksMax;
        var isRight = IsTrailing(asked.Type)
            ? asked.TrailKind != TrailKind.None && asked.Trail is >= 1 && asked.Trail <= max
            : asked.TrailKind == TrailKind.None && asked.Trail == 0;
        if (asked.Offset != 0 && asked.Type is not (Kind.Pegged or Kind.TrailingStopLimit)) return false;
        if (asked.Offset is < -TicksMax or > TicksMax || (asked.Type == Kind.TrailingStopLimit && asked.Offset < 0)) return false;
        return isRight && (asked.Peg != PegKind.None) == (asked.Type == Kind.Pegged);
    }

    private static bool QuantitiesMakeSense(SimpleOrder order)
    {
        var asked = order.Asked;
        if (asked.DisplayQuantity < 0 || asked.MinimumQuantity < 0) return false;
        if (asked.Quantity > 0 && (asked.DisplayQuantity > asked.Quantity || asked.MinimumQuantity > asked.Quantity)) return false;
        return asked.DisplayQuantity == 0
            || !(order.Asks(OrderConditions.Hidden) || asked.Type == Kind.Pegged || NeverRests(asked.Type));
    }

    private static bool MayAskForPostOnly(SimpleOrder order)
    {
        var asked = order.Asked;
        if ((asked.Conditions & EitherPostOnly) == EitherPostOnly) return false;
        if (NeverRests(asked.Type) || asked.Type is Kind.MarketToLimit or Kind.Pegged || IsImmediate(asked.TimeInForce)) return false;
        return !order.Asks(OrderConditions.AllOrNone) && asked.MinimumQuantity == 0;
    }

    private static bool IsForbidden(SimpleBook book, SimpleOrder order)
    {
        var asked = order.Asked;
        if (asked.TimeInForce == TimeInForce.AtOpen && book.Phase != TradingPhase.OpeningAuction) return true;
        if (!book.IsAuction) return false;
        return IsImmediate(asked.TimeInForce) || asked.MinimumQuantity != 0 || order.Asks(OrderConditions.AllOrNone | EitherPostOnly)
            || asked.Type is Kind.Pegged or Kind.MarketToLimit;
    }

    private static bool IsActiveAtOnce(SimpleBook book, SimpleOrder order) =>
        !order.IsChild && order.Asked.Type != Kind.Pegged && !Waits(order.Asked.Type)
        && (order.Asked.TimeInForce != TimeInForce.AtClose || book.Phase == TradingPhase.ClosingAuction);

    private bool FitsGroup(SimpleOrder order)
    {
        var asked = order.Asked;
        if (_groups.Find(group => group.Id == asked.GroupId) is not { } found) return true;
        if (found.AccountId != asked.AccountId || found.BookId != asked.BookId || found.IsParentOver) return false;
        if (found.IsMutual != (asked.Contingency == Contingency.OneCancelsOther)) return false;
        return asked.Contingency != Contingency.Parent || !found.HasParent;
    }

    private bool HasRoom(SimpleBook book, SimpleOrder order, bool isActive)
    {
        if (_live.Count >= capacities.Orders) return false;
        if (IsSpecial(order) && _live.Count(IsSpecial) >= capacities.SpecialOrders) return false;
        var group = _groups.Find(group => group.Id == order.Asked.GroupId);
        if (order.Asked.GroupId != 0 && group is null && _groups.Count >= capacities.Groups) return false;
        if (group != null && Members(group).Count >= MatchingCapacities.GroupMembersMax) return false;
        return !isActive || IsImmediate(order.Asked.TimeInForce) || HasLevelRoom(book, order.IsBuy, order.Asked.Price);
    }

    private bool HasLevelRoom(SimpleBook book, bool isBuy, long price)
    {
        var prices = Queue(book, isBuy).Select(order => order.Price).Distinct().ToList();
        return price == NewOrder.NoPrice || prices.Contains(price) || prices.Count < book.Rules.LevelsPerSide;
    }

    /// <summary>Whether a post-only order may have its price; one that slides gets another.</summary>
    private bool MayPost(SimpleOrder order)
    {
        var book = BookOf(order);
        var opposite = Queue(book, !order.IsBuy).FirstOrDefault();
        if (!order.Asks(EitherPostOnly) || opposite is null || !Reaches(order, order.Price, opposite.Price)) return true;
        if (order.Asks(OrderConditions.PostOnly)) return false;
        var slid = order.IsBuy ? opposite.Price - 1 : opposite.Price + 1;
        if (book.IsOutsideBand(slid)) return false;
        order.Price = slid;
        return true;
    }

    private static bool IsSpecial(SimpleOrder order) =>
        order.Asked.Type is not (Kind.Limit or Kind.Market or Kind.MarketToLimit) || order.IsIceberg || order.Asked.GroupId != 0
        || order.Asked.TimeInForce is TimeInForce.Gtd or TimeInForce.AtClose;

    private static bool IsOutOfRange(long price) => price != NewOrder.NoPrice && price is < -TicksMax or > TicksMax;

    private static bool IsImmediate(TimeInForce time) => time is TimeInForce.Ioc or TimeInForce.Fok;

    private static bool IsForAuction(TimeInForce time) => time is TimeInForce.AtOpen or TimeInForce.AtClose;

    private static bool IsTrailing(Kind type) => type is Kind.TrailingStop or Kind.TrailingStopLimit;

    private static bool HasTrigger(Kind type) => type is Kind.Stop or Kind.StopLimit or Kind.LimitIfTouched or Kind.MarketIfTouched;

    private static bool Waits(Kind type) => HasTrigger(type) || IsTrailing(type);

    private static bool NeverRests(Kind type) => type is Kind.Market or Kind.Stop or Kind.TrailingStop or Kind.MarketIfTouched;
}
