using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <content>How an order comes in, takes, and rests.</content>
public sealed partial class SimpleExchange
{
    private void TakeIn(SimpleOrder order)
    {
        var asked = order.Asked;
        Arrive(order);
        order.Entered = order.Arrival;
        _live.Add(order);
        JoinGroup(order);
        order.ShowSlice();
        Say(order, MatchEventKind.Accepted, price: asked.Price, quantity: asked.Quantity);
        if (order.Price != asked.Price) Say(order, MatchEventKind.Restated, price: order.Price, leaves: order.Leaves);
        if (order.IsChild) order.Place = OrderPlace.Held;
        else BecomeActive(order);
    }

    private void BecomeActive(SimpleOrder order)
    {
        var book = BookOf(order);
        var isForLater = order.Asked.TimeInForce == TimeInForce.AtClose && book.Phase != TradingPhase.ClosingAuction;
        if (Waits(order.Type)) BeginToWait(order);
        else if (order.Type == OrderType.Pegged) Park(order);
        else if (isForLater) order.Place = OrderPlace.Parked;
        else if (!book.IsContinuous) JoinAuction(order);
        else Enter(order, order.Asked.TimeInForce);
    }

    private void BeginToWait(SimpleOrder order)
    {
        order.Place = OrderPlace.Waiting;
        if (IsTrailing(order.Type)) order.Trigger = Trailed(order);
    }

    private static void Park(SimpleOrder order)
    {
        order.Place = OrderPlace.Parked;
        order.Price = NewOrder.NoPrice;
    }

    private void JoinAuction(SimpleOrder order)
    {
        order.Place = OrderPlace.None;
        if (order.Price == NewOrder.NoPrice) order.Place = OrderPlace.MarketQueue;
        else if (HasLevelRoom(BookOf(order), order.IsBuy, order.Price)) order.Place = OrderPlace.Resting;
        else Cancel(order, CancelReason.CapacityReached);
    }

    /// <summary>An order that is in no queue enters a book in which orders match.</summary>
    private void Enter(SimpleOrder order, TimeInForce time)
    {
        var book = BookOf(order);
        order.Place = OrderPlace.None;
        var best = Queue(book, !order.IsBuy).FirstOrDefault();
        if (order.Type == OrderType.MarketToLimit)
        {
            if (best is null)
            {
                Cancel(order, CancelReason.NoLiquidity);
                return;
            }

            order.Price = best.Price;
        }

        var limit = order.Type == OrderType.Market ? (order.IsBuy ? book.Rules.PriceMax : book.Rules.PriceMin) : order.Price;
        var reference = book.Last;
        var must = time == TimeInForce.Fok ? order.Leaves : Math.Min(order.MustTrade, order.Leaves);
        if (must > 0 && ToBeHad(order, limit, reference) < must)
        {
            Cancel(order, time == TimeInForce.Fok ? CancelReason.FillOrKill : CancelReason.MinimumQuantity);
            return;
        }

        Take(order, limit, reference);
        if (_live.Contains(order)) RestOrEnd(book, order, time);
    }

    private void RestOrEnd(SimpleBook book, SimpleOrder order, TimeInForce time)
    {
        if (order.Leaves == 0) End(order);
        else if (order.Type == OrderType.Market) Cancel(order, CancelReason.NoLiquidity);
        else if (time == TimeInForce.Ioc) Cancel(order, CancelReason.ImmediateOrCancel);
        else if (time == TimeInForce.Fok) Cancel(order, CancelReason.FillOrKill);
        else if (!HasLevelRoom(book, order.IsBuy, order.Price)) Cancel(order, CancelReason.CapacityReached);
        else Rest(order);
    }

    private void Rest(SimpleOrder order)
    {
        if (order.Type == OrderType.MarketToLimit) Say(order, MatchEventKind.Restated, price: order.Price, leaves: order.Leaves);
        if (order.Type != OrderType.Pegged) order.Type = OrderType.Limit;
        order.MustTrade = 0;
        order.ShowSlice();
        order.Place = OrderPlace.Resting;
        Arrive(order);
    }

    private long ToBeHad(SimpleOrder taker, long limit, long reference)
    {
        var lots = 0L;
        var mode = ModeOf(taker);
        foreach (var maker in Queue(BookOf(taker), !taker.IsBuy))
        {
            if (!Reaches(taker, limit, maker.Price) || IsTooFar(taker, maker.Price, reference)) break;
            if (mode != SelfTradePrevention.None && IsSameOwner(taker, maker))
            {
                if (mode != SelfTradePrevention.CancelOldest) break;
            }
            else if (!maker.Asks(OrderConditions.ReduceOnly))
            {
                lots += maker.Leaves;
            }
        }

        return lots;
    }

    private void Take(SimpleOrder taker, long limit, long reference)
    {
        var book = BookOf(taker);
        while (taker.Leaves > 0 && _live.Contains(taker))
        {
            var maker = Queue(book, !taker.IsBuy).FirstOrDefault();
            if (maker is null || !Reaches(taker, limit, maker.Price)) return;
            if (IsTooFar(taker, maker.Price, reference))
            {
                ChangePhase(book, TradingPhase.IntradayAuction);
                book.AuctionEndNanos = _now + book.Rules.InterruptionNanos;
                return;
            }

            if (ModeOf(taker) != SelfTradePrevention.None && IsSameOwner(taker, maker)) PreventSelfTrade(taker, maker, ModeOf(taker));
            else if (MayReduce(maker) && _live.Contains(taker) && MayReduce(taker)) Trade(taker, maker);
        }
    }

    private bool IsTooFar(SimpleOrder order, long price, long reference)
    {
        var ticks = BookOf(order).Rules.InterruptionTicks;
        return ticks != 0 && reference != NewOrder.NoPrice && Math.Abs(price - reference) > ticks;
    }

    /// <summary>Cancels a reduce-only order that has nothing to reduce.</summary>
    private bool MayReduce(SimpleOrder order)
    {
        if (RoomOf(order) > 0) return true;
        Cancel(order, CancelReason.ReduceOnly);
        return false;
    }

    private long RoomOf(SimpleOrder order) => order.Asks(OrderConditions.ReduceOnly) ? BookOf(order).Reducible(order) : long.MaxValue;

    private void Trade(SimpleOrder taker, SimpleOrder maker)
    {
        var lots = Math.Min(Math.Min(taker.Leaves, maker.Tradable), Math.Min(RoomOf(taker), RoomOf(maker)));
        Move(taker, maker, lots);
        maker.Slice -= lots;
        SayTraded(taker, maker, taker.Asked.Side, maker.Price, lots);
        BookOf(taker).Last = maker.Price;
        if (maker.IsIceberg && maker.Slice <= 0 && maker.Leaves > 0)
        {
            maker.ShowSlice();
            Arrive(maker);
        }

        if (maker.Leaves == 0) End(maker);
        else if (maker.IsMutual) CancelOthers(maker);
        if (taker.IsMutual && _live.Contains(taker)) CancelOthers(taker);
    }

    private void Move(SimpleOrder taker, SimpleOrder maker, long lots)
    {
        foreach (var order in (SimpleOrder[])[taker, maker])
        {
            order.Leaves -= lots;
            order.Traded += lots;
            var positions = BookOf(order).Positions;
            if (order.Asked.AccountId == 0 || !BookOf(order).Rules.TracksPositions) continue;
            positions[order.Asked.AccountId] = positions.GetValueOrDefault(order.Asked.AccountId) + (order.IsBuy ? lots : -lots);
        }
    }

    private bool IsSameOwner(SimpleOrder one, SimpleOrder other)
    {
        var (a, b) = (one.Asked.AccountId, other.Asked.AccountId);
        if (a == 0 || b == 0) return false;
        var (groupOfA, groupOfB) = (_ownerGroups.GetValueOrDefault(a), _ownerGroups.GetValueOrDefault(b));
        return a == b || (groupOfA != 0 && groupOfA == groupOfB);
    }

    private SelfTradePrevention ModeOf(SimpleOrder order) =>
        order.Asked.SelfTradePrevention != SelfTradePrevention.None
            ? order.Asked.SelfTradePrevention
            : BookOf(order).Rules.SelfTradePrevention;

    private void PreventSelfTrade(SimpleOrder newest, SimpleOrder oldest, SelfTradePrevention mode)
    {
        var lots = Math.Min(newest.Leaves, oldest.Leaves);
        if (mode is SelfTradePrevention.CancelOldest or SelfTradePrevention.CancelBoth) Cancel(oldest, CancelReason.SelfTrade);
        if (mode == SelfTradePrevention.Decrement) CancelLots(oldest, lots, CancelReason.SelfTrade);
        if (!_live.Contains(newest)) return;
        if (mode is SelfTradePrevention.CancelNewest or SelfTradePrevention.CancelBoth) Cancel(newest, CancelReason.SelfTrade);
        if (mode == SelfTradePrevention.Decrement) CancelLots(newest, lots, CancelReason.SelfTrade);
    }
}
