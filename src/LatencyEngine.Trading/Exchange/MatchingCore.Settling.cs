using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>What a command sets off: children of parents that ended, triggers, and pegged orders.</content>
public sealed partial class MatchingCore<TEvents>
{
    private void Settle(Book book)
    {
        while (book.IsContinuous)
        {
            if (TryActivateChild(book)) continue;
            Trail(book);
            if (TryFire(book)) continue;
            if (!TryMovePeg(book)) return;
        }
    }

    private bool TryActivateChild(Book book)
    {
        while (book.FirstDue != 0)
        {
            var groupLink = book.FirstDue;
            ref var group = ref _groups[groupLink];
            for (var i = 0; i < group.Count; i++)
            {
                var link = group.Member(i);
                if (_pool.DetailOf(link).Place != OrderPlace.Held) continue;
                ActivateChild(book, link, group.ParentTraded);
                return true;
            }

            LeaveDue(book, groupLink);
        }

        return false;
    }

    private void ActivateChild(Book book, int link, long lotsMax)
    {
        LeaveAside(book, link);
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        detail.Place = OrderPlace.None;
        SetLots(ref node, Math.Min(LeavesOf(link), lotsMax));
        if (!TryArrive(book, link)) return;
        Say(book, MatchEventKind.Restated, 0, in node, node.Price, 0, LeavesOf(link));
        Activate(book, link, detail.Type, detail.TimeInForce);
    }

    /// <summary>An order becomes active later than it came: it is the youngest, and its price must still be allowed.</summary>
    /// <returns><c>false</c> where it was canceled instead.</returns>
    private bool TryArrive(Book book, int link)
    {
        _pool.ArriveAgain(link);
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        if (detail.Place != OrderPlace.None || OrderShape.Waits(detail.Type) || detail.Type == OrderType.Pegged) return true;
        if (IsOutsideBand(book, node.Price))
        {
            CancelAside(book, link, CancelReason.OutsideBand);
            return false;
        }

        var price = node.Price;
        if (MayPost(book, node.IsSell, PostOnlyOf(in node), ref price))
        {
            node.Price = price;
            return true;
        }

        CancelAside(book, link, CancelReason.PostOnly);
        return false;
    }

    private static OrderConditions PostOnlyOf(in OrderNode node) =>
        node.Has(OrderFlag.PostOnly) ? OrderConditions.PostOnly
        : node.Has(OrderFlag.PostOnlySlide) ? OrderConditions.PostOnlySlide
        : OrderConditions.None;

    private void BeginToWait(Book book, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        if (OrderShape.IsTrailing(detail.Type))
        {
            detail.TriggerPrice = TrailedPrice(in node, in detail, book.LastPrice);
            book.Trailers.Append(_pool, node.Detail);
            // It follows from here, the others from where they were told last: all have to be looked at again.
            if (book.TrailedAt != book.LastPrice) book.TrailedAt = NewOrder.NoPrice;
        }

        SetAside(book, link, OrderPlace.Waiting);
        HeapOf(book, in node, in detail).Add(_pool, node.Detail);
    }

    private void StopWaiting(Book book, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        HeapOf(book, in node, in detail).Remove(_pool, node.Detail);
        if (OrderShape.IsTrailing(detail.Type)) book.Trailers.Remove(_pool, node.Detail);
    }

    private static ref TriggerHeap HeapOf(Book book, in OrderNode node, in OrderDetail detail) =>
        ref OrderShape.IsRising(detail.Type, node.IsSell) ? ref book.Rising : ref book.Falling;

    private static long TrailedPrice(in OrderNode node, in OrderDetail detail, long lastPrice)
    {
        var distance = detail.Trail;
        if (detail.TrailKind == TrailKind.Rate)
            distance = Math.Max(1, (long)((Int128)Math.Abs(lastPrice) * detail.Trail / 1_000_000_000));
        return node.IsSell ? lastPrice - distance : lastPrice + distance;
    }

    private void Trail(Book book)
    {
        if (book.LastPrice == book.TrailedAt) return;
        book.TrailedAt = book.LastPrice;
        for (var link = book.Trailers.First; link != 0; link = _pool.Detail(link).FollowNext)
        {
            ref var detail = ref _pool.Detail(link);
            ref var node = ref _pool[detail.Order];
            var trailed = TrailedPrice(in node, in detail, book.LastPrice);
            if (node.IsSell ? trailed <= detail.TriggerPrice : trailed >= detail.TriggerPrice) continue;
            BeforeChange(detail.Order);
            ref var heap = ref HeapOf(book, in node, in detail);
            heap.Remove(_pool, link);
            detail.TriggerPrice = trailed;
            heap.Add(_pool, link);
        }
    }

    private bool TryFire(Book book)
    {
        if (book.LastPrice == NewOrder.NoPrice) return false;
        var rising = book.Rising.Top;
        if (rising != 0 && _pool.Detail(rising).TriggerPrice <= book.LastPrice)
        {
            Fire(book, _pool.OrderOf(rising));
            return true;
        }

        var falling = book.Falling.Top;
        if (falling == 0 || _pool.Detail(falling).TriggerPrice < book.LastPrice) return false;
        Fire(book, _pool.OrderOf(falling));
        return true;
    }

    private void Fire(Book book, int link)
    {
        LeaveAside(book, link);
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        detail.Place = OrderPlace.None;
        Say(book, MatchEventKind.Triggered, 0, in node, book.LastPrice, 0, 0);
        if (detail.Type == OrderType.TrailingStopLimit)
            node.Price = node.IsSell ? detail.TriggerPrice - detail.Offset : detail.TriggerPrice + detail.Offset;
        detail.Type = OrderShape.NeverRests(detail.Type) ? OrderType.Market : OrderType.Limit;
        detail.TriggerPrice = NewOrder.NoPrice;
        if (node.Has(OrderFlag.Grouped)) CancelSiblings(book, link);
        var before = node.Price;
        if (!TryArrive(book, link)) return;
        if (node.Price != before) Say(book, MatchEventKind.Restated, 0, in node, node.Price, 0, LeavesOf(link));
        EnterNode(book, link, EntryOf(link, detail.Type, detail.TimeInForce));
    }

    /// <summary>A pegged order without a price yet, or not any more; a settling places it.</summary>
    private void ParkPeg(Book book, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        node.Price = NewOrder.NoPrice;
        SetAside(book, link, OrderPlace.Parked);
        BeLastPeg(book, node.Detail);
    }

    private void BeLastPeg(Book book, int detail)
    {
        if (_pool.Detail(detail).IsPegging) book.Pegs.Remove(_pool, detail);
        book.Pegs.Append(_pool, detail);
        _pool.Detail(detail).IsPegging = true;
        book.ArePegsPlaced = false;
    }

    private bool TryMovePeg(Book book)
    {
        if (book.Pegs.First == 0) return false;
        var bid = PriceOf(book, isSell: false);
        var ask = PriceOf(book, isSell: true);
        if (book.ArePegsPlaced && (bid, ask) == book.PeggedAt) return false;
        for (var peg = book.Pegs.First; peg != 0; peg = _pool.Detail(peg).FollowNext)
        {
            ref var detail = ref _pool.Detail(peg);
            var target = PeggedPrice(book, in _pool[detail.Order], in detail, bid, ask);
            if (target == _pool[detail.Order].Price) continue;
            MovePeg(book, detail.Order, target);
            return true;
        }

        (book.ArePegsPlaced, book.PeggedAt) = (true, (bid, ask));
        return false;
    }

    private static long PriceOf(Book book, bool isSell)
    {
        var level = book.BestDisplayed(isSell);
        var ladder = book.SideOf(isSell);
        return level == PriceLadder.None ? NewOrder.NoPrice : ladder.KeyOf(ladder[level].Key);
    }

    private static long PeggedPrice(Book book, in OrderNode node, in OrderDetail detail, long bid, long ask)
    {
        var reference = detail.Peg == PegKind.Primary ? (node.IsSell ? ask : bid) : Middle(bid, ask, node.IsSell);
        if (reference == NewOrder.NoPrice) return NewOrder.NoPrice;
        var price = node.IsSell ? reference - detail.Offset : reference + detail.Offset;
        if (detail.Cap != NewOrder.NoPrice) price = node.IsSell ? Math.Max(price, detail.Cap) : Math.Min(price, detail.Cap);
        return Math.Clamp(price, book.Rules.PriceMin, book.Rules.PriceMax);
    }

    // Half a tick counts against the order.
    private static long Middle(long bid, long ask, bool isSell)
    {
        if (bid == NewOrder.NoPrice || ask == NewOrder.NoPrice) return NewOrder.NoPrice;
        return (bid + ask + (isSell ? 1 : 0)) >> 1;
    }

    private void MovePeg(Book book, int link, long price)
    {
        Withdraw(book, link);
        _pool.ArriveAgain(link);
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        SayMoved(book, in node, price, LeavesOf(link));
        detail.Place = OrderPlace.None;
        if (price == NewOrder.NoPrice)
        {
            ParkPeg(book, link);
            return;
        }

        BeLastPeg(book, node.Detail);
        node.Price = price;
        EnterNode(book, link, EntryOf(link, OrderType.Limit, detail.TimeInForce));
    }

    private void SayMoved(Book book, in OrderNode node, long price, long leaves) =>
        Say(book, MatchEventKind.Restated, 0, in node, price, 0, leaves);
}
