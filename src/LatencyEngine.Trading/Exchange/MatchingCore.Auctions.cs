using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>Phases, and the trades of an auction at one price.</content>
public sealed partial class MatchingCore<TEvents>
{
    private void Enter(Book book, TradingPhase phase)
    {
        if (phase == book.Phase) return;
        if (phase == TradingPhase.Continuous || (phase == TradingPhase.Closed && book.Phase == TradingPhase.ClosingAuction))
            Uncross(book);
        if (phase == TradingPhase.ClosingAuction) JoinClosing(book);
        if (phase == TradingPhase.Closed) EndDay(book);
        ChangePhase(book, phase);
    }

    private void ChangePhase(Book book, TradingPhase phase)
    {
        if (book.AuctionEndNanos != 0) _timedAuctions--;
        book.AuctionEndNanos = 0;
        book.Phase = phase;
        book.Indicated = new AuctionPrice(NewOrder.NoPrice, 0, 0);
        ref var said = ref Next(MatchEventKind.PhaseChanged, book.BookId);
        said.Reason = (byte)phase;
        said.Price = book.LastPrice;
    }

    // By arrival; what joins a queue of a price is the youngest there.
    private void JoinClosing(Book book)
    {
        for (var link = book.Aside.First; link != 0;)
        {
            ref var node = ref _pool[link];
            var next = node.Next;
            ref var detail = ref _pool.Detail(node.Detail);
            if (node.Has(OrderFlag.AtClose) && detail.Place == OrderPlace.Parked)
            {
                LeaveAside(book, link);
                detail.Place = OrderPlace.None;
                _pool.ArriveAgain(link);
                JoinAuction(book, link);
            }

            link = next;
        }
    }

    private void EndDay(Book book)
    {
        var sweep = new Sweep { Flags = OrderFlag.Day | OrderFlag.AtOpen | OrderFlag.AtClose };
        SweepBook(book, in sweep);
    }

    private void Indicate(Book book)
    {
        var price = AuctionPriceOf(book);
        if (price == book.Indicated) return;
        book.Indicated = price;
        SayAuction(book, MatchEventKind.Indicative, price);
    }

    private AuctionPrice AuctionPriceOf(Book book)
    {
        _auction.Collect(_pool, book);
        return _auction.Find(book);
    }

    private void Uncross(Book book)
    {
        // Once, but where orders that were canceled instead of trading leave others that still can.
        for (var price = AuctionPriceOf(book); price.Quantity > 0; price = AuctionPriceOf(book))
        {
            SayAuction(book, MatchEventKind.Uncrossed, price);
            while (TryPair(book, price.Price))
            {
                // Until one side has nobody left who accepts the price.
            }
        }

        var markets = new Sweep { Reason = CancelReason.NoLiquidity };
        SweepQueue(book.MarketBuys.First, in markets);
        SweepQueue(book.MarketSells.First, in markets);
        var timed = new Sweep { Flags = OrderFlag.AtOpen | OrderFlag.AtClose, Reason = CancelReason.AuctionEnded };
        SweepSide(book.Bids, in timed);
        SweepSide(book.Asks, in timed);
    }

    private bool TryPair(Book book, long price)
    {
        var buyer = FirstAccepting(book, isSell: false, price);
        var seller = FirstAccepting(book, isSell: true, price);
        if (buyer == 0 || seller == 0) return false;
        if (IsSelfTrade(book, buyer, seller, out var mode))
        {
            PreventPair(book, buyer, seller, mode);
            return true;
        }

        var lots = Math.Min(LeavesOf(buyer), LeavesOf(seller));
        if (MayReducePair(book, buyer, ref lots) && MayReducePair(book, seller, ref lots)) TradePair(book, buyer, seller, price, lots);
        return true;
    }

    private static int FirstAccepting(Book book, bool isSell, long price)
    {
        var market = book.MarketQueue(isSell).First;
        if (market != 0) return market;
        var ladder = book.SideOf(isSell);
        return ladder.BestKey <= ladder.KeyOf(price) ? ladder[ladder.Best].Front : 0;
    }

    private bool IsSelfTrade(Book book, int buyer, int seller, out SelfTradePrevention mode)
    {
        ref var buy = ref _pool[buyer];
        ref var sell = ref _pool[seller];
        var owner = _pool.OwnerOf(buy.AccountId);
        mode = ModeOf(book, buy.Arrival > sell.Arrival ? buy.Mode : sell.Mode);
        return owner != 0 && owner == _pool.OwnerOf(sell.AccountId) && mode != SelfTradePrevention.None;
    }

    private void PreventPair(Book book, int buyer, int seller, SelfTradePrevention mode)
    {
        var (older, newer) = _pool[buyer].Arrival > _pool[seller].Arrival ? (seller, buyer) : (buyer, seller);
        var newerId = _pool[newer].OrderId;
        var lots = Math.Min(LeavesOf(buyer), LeavesOf(seller));
        if (mode == SelfTradePrevention.CancelNewest)
        {
            Cancel(book, newer, CancelReason.SelfTrade);
            return;
        }

        if (mode == SelfTradePrevention.Decrement) CancelLots(book, older, lots, CancelReason.SelfTrade);
        else Cancel(book, older, CancelReason.SelfTrade);
        if (mode == SelfTradePrevention.CancelOldest || _pool[newer].OrderId != newerId) return;
        CancelLots(book, newer, mode == SelfTradePrevention.Decrement ? lots : long.MaxValue, CancelReason.SelfTrade);
    }

    private bool MayReducePair(Book book, int link, ref long lots)
    {
        ref var node = ref _pool[link];
        if (!node.Has(OrderFlag.ReduceOnly)) return true;
        var room = book.ReducibleLots(node.AccountId, node.IsSell);
        lots = Math.Min(lots, room);
        if (room == 0) Cancel(book, link, CancelReason.ReduceOnly);
        return room != 0;
    }

    private void TradePair(Book book, int buyer, int seller, long price, long lots)
    {
        var buyerId = _pool[buyer].OrderId;
        book.LastPrice = price;
        ref var said = ref Next(MatchEventKind.Traded, book.BookId);
        said.Side = Side.Buy;
        said.OrderId = buyerId;
        said.AccountId = _pool[buyer].AccountId;
        said.MakerOrderId = _pool[seller].OrderId;
        said.MakerAccountId = _pool[seller].AccountId;
        said.Price = price;
        said.Quantity = lots;
        said.Leaves = LeavesOf(buyer) - lots;
        said.MakerLeaves = LeavesOf(seller) - lots;
        if (book.Positions != null) MovePositions(book, said.AccountId, isTakerSell: false, said.MakerAccountId, lots);
        TakeLots(book, seller, lots);
        TakeLots(book, buyer, lots);
        Finish(book, seller);
        if (_pool[buyer].OrderId == buyerId) Finish(book, buyer); // Else the group of the seller has canceled it.
    }

    // All lots of an iceberg trade at its place, which it keeps: its slice is shown anew.
    private void TakeLots(Book book, int link, long lots)
    {
        BeforeChange(link);
        ref var node = ref _pool[link];
        if (node.Has(OrderFlag.Grouped)) Count(link, lots);
        if (node.Has(OrderFlag.Resting)) book.Trade(link, lots);
        else node.Lots -= lots;
    }

    private void Finish(Book book, int link)
    {
        if (LeavesOf(link) == 0)
        {
            Withdraw(book, link);
            End(book, link);
        }
        else if (_pool[link].Has(OrderFlag.Grouped))
        {
            CancelSiblings(book, link);
        }
    }
}
