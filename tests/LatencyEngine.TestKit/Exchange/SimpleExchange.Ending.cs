using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <content>How orders end, groups, and what settling does.</content>
public sealed partial class SimpleExchange
{
    private void Cancel(SimpleOrder order, CancelReason reason)
    {
        Say(order, MatchEventKind.Canceled, (byte)reason, quantity: order.Leaves);
        End(order);
    }

    private void CancelLots(SimpleOrder order, long lots, CancelReason reason)
    {
        if (lots >= order.Leaves)
        {
            Cancel(order, reason);
            return;
        }

        Say(order, MatchEventKind.Canceled, (byte)reason, quantity: lots, leaves: order.Leaves - lots);
        order.Shrink(lots);
        if (order.Place is OrderPlace.Waiting or OrderPlace.Held or OrderPlace.Parked) order.ShowSlice();
    }

    private void Expire(SimpleOrder order)
    {
        Say(order, MatchEventKind.Expired, quantity: order.Leaves);
        End(order);
    }

    /// <summary>The order is gone; its group follows.</summary>
    private void End(SimpleOrder order)
    {
        _live.Remove(order);
        if (_groups.Find(group => group.Id == order.Asked.GroupId) is not { } group) return;
        if (Members(group).Count == 0)
        {
            _groups.Remove(group);
            _due.Remove(group);
            return;
        }

        if (order.Asked.Contingency == Contingency.Parent) EndParent(group, order.Traded);
        else if (order.IsMutual && order.Place != OrderPlace.Held) CancelOthers(order);
    }

    private void EndParent(SimpleGroup group, long traded)
    {
        group.IsParentOver = true;
        group.ParentTraded = traded;
        if (traded == 0) CancelHeld(group);
        else _due.Add(group);
    }

    private void JoinGroup(SimpleOrder order)
    {
        var asked = order.Asked;
        if (asked.GroupId == 0) return;
        var group = _groups.Find(group => group.Id == asked.GroupId);
        if (group is null)
        {
            group = new SimpleGroup(asked.GroupId, asked.AccountId, asked.BookId, asked.Contingency == Contingency.OneCancelsOther);
            _groups.Add(group);
        }

        group.HasParent |= asked.Contingency == Contingency.Parent;
    }

    private List<SimpleOrder> Members(SimpleGroup group) =>
        [.. _live.Where(order => order.Asked.GroupId == group.Id).OrderBy(order => order.Entered)];

    private void CancelOthers(SimpleOrder order)
    {
        if (_groups.Find(group => group.Id == order.Asked.GroupId) is { } group)
            CancelMembers(group, CancelReason.OneCancelsOther, other => other != order && other.IsMutual);
    }

    private void CancelHeld(SimpleGroup group) =>
        CancelMembers(group, CancelReason.ParentEnded, order => order.Place == OrderPlace.Held);

    private void CancelMembers(SimpleGroup group, CancelReason reason, Predicate<SimpleOrder> isMeant)
    {
        if (group.IsResolving) return;
        group.IsResolving = true;
        foreach (var member in Members(group).Where(order => order.Leaves > 0 && isMeant(order)))
            if (_live.Contains(member)) Cancel(member, reason);
        group.IsResolving = false;
    }

    private void Settle(SimpleBook book)
    {
        while (book.IsContinuous && (TryActivateChild(book) || TryFire(book) || TryMovePeg(book)))
        {
            // One thing after the other, always the first that applies.
        }
    }

    private bool TryActivateChild(SimpleBook book)
    {
        foreach (var group in _due.Where(group => group.BookId == book.Id).ToList())
        {
            if (Members(group).Find(order => order.Place == OrderPlace.Held) is { } child)
            {
                Activate(child, group.ParentTraded);
                return true;
            }

            _due.Remove(group);
        }

        return false;
    }

    private void Activate(SimpleOrder child, long lotsMax)
    {
        Arrive(child);
        child.Place = OrderPlace.None;
        child.Leaves = Math.Min(child.Leaves, lotsMax);
        child.ShowSlice();
        if (!Waits(child.Type) && child.Type != OrderType.Pegged && !MayBecomeActive(child)) return;
        Say(child, MatchEventKind.Restated, price: child.Price, leaves: child.Leaves);
        BecomeActive(child);
    }

    private bool MayBecomeActive(SimpleOrder order)
    {
        if (BookOf(order).IsOutsideBand(order.Price)) Cancel(order, CancelReason.OutsideBand);
        else if (!MayPost(order)) Cancel(order, CancelReason.PostOnly);
        else return true;
        return false;
    }

    private bool TryFire(SimpleBook book)
    {
        if (book.Last == NewOrder.NoPrice) return false;
        var waiting = Aside(book).Where(order => order.Place == OrderPlace.Waiting).ToList();
        foreach (var order in waiting.Where(order => IsTrailing(order.Type)))
            order.Trigger = order.IsBuy ? Math.Min(order.Trigger, Trailed(order)) : Math.Max(order.Trigger, Trailed(order));
        var next = waiting.Where(order => IsRising(order) && order.Trigger <= book.Last).MinBy(order => (order.Trigger, order.Arrival))
            ?? waiting.Where(order => !IsRising(order) && order.Trigger >= book.Last).MinBy(order => (-order.Trigger, order.Arrival));
        if (next is null) return false;
        Fire(book, next);
        return true;
    }

    private void Fire(SimpleBook book, SimpleOrder order)
    {
        Say(order, MatchEventKind.Triggered, price: book.Last);
        order.Place = OrderPlace.None;
        if (order.Type == OrderType.TrailingStopLimit)
            order.Price = order.IsBuy ? order.Trigger + order.Asked.Offset : order.Trigger - order.Asked.Offset;
        order.Type = NeverRests(order.Type) ? OrderType.Market : OrderType.Limit;
        if (order.IsMutual) CancelOthers(order);
        Arrive(order);
        var price = order.Price;
        if (!MayBecomeActive(order)) return;
        if (order.Price != price) Say(order, MatchEventKind.Restated, price: order.Price, leaves: order.Leaves);
        Enter(order, order.Asked.TimeInForce);
    }

    private static bool IsRising(SimpleOrder order) =>
        order.Type is OrderType.LimitIfTouched or OrderType.MarketIfTouched ? !order.IsBuy : order.IsBuy;

    private long Trailed(SimpleOrder order)
    {
        var last = BookOf(order).Last;
        var distance = order.Asked.TrailKind == TrailKind.Amount
            ? order.Asked.Trail
            : Math.Max(1, (long)((Int128)Math.Abs(last) * order.Asked.Trail / 1_000_000_000));
        return order.IsBuy ? last + distance : last - distance;
    }

    private bool TryMovePeg(SimpleBook book)
    {
        var pegs = _live.Where(order => order.Asked.BookId == book.Id && order.Type == OrderType.Pegged && order.Place != OrderPlace.Held);
        if (pegs.OrderBy(order => order.Arrival).FirstOrDefault(order => order.Price != Target(book, order)) is not { } peg) return false;
        var price = Target(book, peg);
        Arrive(peg);
        Say(peg, MatchEventKind.Restated, price: price, leaves: peg.Leaves);
        peg.Price = price;
        if (price == NewOrder.NoPrice) Park(peg);
        else EnterPeg(peg);
        return true;
    }

    private void EnterPeg(SimpleOrder peg) => Enter(peg, TimeInForce.Gtc);

    private long Target(SimpleBook book, SimpleOrder peg)
    {
        var (bid, ask) = (BestDisplayed(book, isBuy: true), BestDisplayed(book, isBuy: false));
        var own = peg.IsBuy ? bid : ask;
        if (own is null || (peg.Asked.Peg == PegKind.Midpoint && (bid is null || ask is null))) return NewOrder.NoPrice;
        var reference = own.Value;
        if (peg.Asked.Peg == PegKind.Midpoint)
            reference = peg.IsBuy ? FloorHalf(bid!.Value + ask!.Value) : -FloorHalf(-(bid!.Value + ask!.Value));
        var price = peg.IsBuy ? reference + peg.Asked.Offset : reference - peg.Asked.Offset;
        if (peg.Cap != NewOrder.NoPrice) price = peg.IsBuy ? Math.Min(price, peg.Cap) : Math.Max(price, peg.Cap);
        return Math.Clamp(price, book.Rules.PriceMin, book.Rules.PriceMax);
    }

    private static long FloorHalf(long value) => (long)Math.Floor(value / 2.0);

    private long? BestDisplayed(SimpleBook book, bool isBuy) => Queue(book, isBuy).FirstOrDefault(order => !order.IsHidden)?.Price;
}
