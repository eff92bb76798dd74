using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>What may come in: the reasons to refuse, in their order.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <param name="price">Of the order, or the one that it slides to.</param>
    private RejectReason Judge(in NewOrder order, out long price)
    {
        price = order.Price;
        var isPlain = OrderShape.IsPlain(in order);
        if (!isPlain && !OrderShape.MakesSense(in order, NowNanos)) return RejectReason.MalformedCommand;
        if (order.BookId >= (uint)_books.Length || _books[order.BookId] is not { } book) return RejectReason.UnknownInstrument;
        if (order.AccountId >= Capacities.AccountIdEnd) return RejectReason.UnknownAccount;
        if (_pool.Find(order.OrderId) != 0) return RejectReason.DuplicateOrderId;
        if (!isPlain)
        {
            var reason = JudgeKind(book, in order);
            if (reason != RejectReason.None) return reason;
        }

        if (!book.MayTakeOrders) return RejectReason.InstrumentNotTradable;
        if (book.IsAuction && IsForbiddenInAuction(in order)) return RejectReason.PhaseForbids;
        if (order.TimeInForce == TimeInForce.AtOpen && book.Phase != TradingPhase.OpeningAuction) return RejectReason.PhaseForbids;
        if (IsOutOfRange(order.Price) || IsOutOfRange(order.TriggerPrice)) return RejectReason.PriceOutOfRange;
        if (order.Quantity < 1) return RejectReason.QuantityTooSmall;
        if (order.Quantity > MatchingCapacities.QuantityMax) return RejectReason.QuantityTooLarge;
        if (IsOutsideBand(book, order.Price)) return RejectReason.PriceOutsideBand;
        if (_pool.IsFull && isPlain) return RejectReason.CapacityReached;
        if (isPlain) return HasRoomToRest(book, in order) ? RejectReason.None : RejectReason.CapacityReached;
        return JudgeSpecial(book, in order, ref price);
    }

    private static RejectReason JudgeKind(Book book, in NewOrder order)
    {
        if (Asks(in order, OrderConditions.ReduceOnly) && (book.Positions is null || order.AccountId == 0))
            return RejectReason.UnsupportedOrderType;
        if (order.TimeInForce is TimeInForce.AtOpen or TimeInForce.AtClose && order.Type is not (OrderType.Limit or OrderType.Market))
            return RejectReason.UnsupportedTimeInForce;
        return order.Type == OrderType.Pegged && order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok
            ? RejectReason.UnsupportedTimeInForce
            : RejectReason.None;
    }

    private RejectReason JudgeSpecial(Book book, in NewOrder order, ref long price)
    {
        var isActive = IsActiveAtOnce(book, in order);
        if (isActive && Asks(in order, OrderConditions.ReduceOnly)
            && order.Quantity > book.ReducibleLots(order.AccountId, order.Side == Side.Sell)) return RejectReason.ReduceOnly;
        if (order.GroupId != 0 && !FitsItsGroup(in order)) return RejectReason.MalformedCommand;
        if (OrderShape.IsTrailing(order.Type) && book.LastPrice == NewOrder.NoPrice) return RejectReason.NoReferencePrice;
        if (!HasRoom(in order) || (isActive && !HasRoomToRest(book, in order))) return RejectReason.CapacityReached;
        if (!isActive || !book.IsContinuous) return RejectReason.None;
        return MayPost(book, order.Side == Side.Sell, order.Conditions, ref price)
            ? RejectReason.None
            : RejectReason.PostOnlyWouldTrade;
    }

    /// <summary>Whether an order may take this price at all, or after sliding to a price where it does not trade.</summary>
    private static bool MayPost(Book book, bool isSell, OrderConditions conditions, ref long price)
    {
        const OrderConditions either = OrderConditions.PostOnly | OrderConditions.PostOnlySlide;
        if ((conditions & either) == 0 || !book.WouldTrade(isSell, price)) return true;
        if ((conditions & OrderConditions.PostOnlySlide) == 0) return false;
        var opposite = book.SideOf(!isSell);
        price = opposite.KeyOf(opposite.BestKey) + (isSell ? 1 : -1);
        return !IsOutsideBand(book, price);
    }

    private bool FitsItsGroup(in NewOrder order)
    {
        var link = _groups.Find(order.GroupId);
        if (link == 0) return true;
        ref var group = ref _groups[link];
        return group.AccountId == order.AccountId
            && group.BookId == order.BookId
            && !group.IsParentOver
            && group.IsOneCancelsOther == (order.Contingency == Contingency.OneCancelsOther)
            && !(group.HasParent && order.Contingency == Contingency.Parent);
    }

    private bool HasRoom(in NewOrder order)
    {
        if (_pool.IsFull || (NeedsDetail(in order) && !_pool.HasDetailRoom)) return false;
        if (order.GroupId == 0) return true;
        var group = _groups.Find(order.GroupId);
        return group == 0 ? !_groups.IsFull : _groups[group].Count < MatchingCapacities.GroupMembersMax;
    }

    // Asked before it takes, though it may take all of it: the answer must not depend on what is there by then.
    private static bool HasRoomToRest(Book book, in NewOrder order)
    {
        if (order.Price == NewOrder.NoPrice || order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok) return true;
        var ladder = book.SideOf(order.Side == Side.Sell);
        return ladder.HasRoomFor(ladder.KeyOf(order.Price));
    }

    private static bool NeedsDetail(in NewOrder order) =>
        order.Type is not (OrderType.Limit or OrderType.Market or OrderType.MarketToLimit)
        || order.DisplayQuantity != 0
        || order.GroupId != 0
        || order.TimeInForce is TimeInForce.Gtd or TimeInForce.AtClose;

    private static bool IsHeld(in NewOrder order) => order.Contingency is Contingency.Child or Contingency.BracketChild;

    private static bool IsActiveAtOnce(Book book, in NewOrder order) =>
        !IsHeld(in order)
        && order.Type != OrderType.Pegged
        && !OrderShape.Waits(order.Type)
        && (order.TimeInForce != TimeInForce.AtClose || book.Phase == TradingPhase.ClosingAuction);

    private static bool IsForbiddenInAuction(in NewOrder order)
    {
        const OrderConditions forbidden =
            OrderConditions.AllOrNone | OrderConditions.PostOnly | OrderConditions.PostOnlySlide;
        return order.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok
            || order.MinimumQuantity != 0
            || Asks(in order, forbidden)
            || order.Type is OrderType.Pegged or OrderType.MarketToLimit;
    }

    private static bool IsOutOfRange(long price) =>
        price != NewOrder.NoPrice && price is < MatchingCapacities.PriceMin or > MatchingCapacities.PriceMax;

    private static bool IsOutsideBand(Book book, long price) =>
        price != NewOrder.NoPrice && (price < book.Rules.PriceMin || price > book.Rules.PriceMax);

    private static bool Asks(in NewOrder order, OrderConditions conditions) => (order.Conditions & conditions) != 0;
}
