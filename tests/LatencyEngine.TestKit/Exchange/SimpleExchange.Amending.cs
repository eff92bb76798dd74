using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <content>Replacements, mass cancels, phases and auctions.</content>
public sealed partial class SimpleExchange
{
    private void Replace(SimpleOrder order, ReplaceRequest request)
    {
        var reason = WhyNot(order, request, out var price);
        if (reason != RejectReason.None)
        {
            Refuse(request.OrderId, request.AccountId, reason);
            return;
        }

        var keeps = KeepsPlace(order, request);
        var lots = request.Quantity == 0 ? order.Leaves : request.Quantity;
        var isAside = order.Place is OrderPlace.Waiting or OrderPlace.Held or OrderPlace.Parked;
        if (keeps)
        {
            order.Shrink(order.Leaves - lots);
            if (isAside) order.ShowSlice();
            SayReplaced(order, keeps);
            return;
        }

        Arrive(order);
        order.Leaves = lots;
        order.ShowSlice();
        if (request.TriggerPrice != NewOrder.NoPrice) order.Trigger = request.TriggerPrice;
        if (order.Type == OrderType.Pegged) ReplacePegged(order, request);
        else if (order.Place == OrderPlace.Resting) EnterAgain(order, price);
        else
        {
            if (request.Price != NewOrder.NoPrice) order.Price = request.Price;
            SayReplaced(order, keeps);
        }
    }

    private void SayReplaced(SimpleOrder order, bool keptPlace) => Say(new MatchEvent
    {
        Kind = MatchEventKind.Replaced,
        Side = order.Asked.Side,
        BookId = order.Asked.BookId,
        OrderId = order.Id,
        AccountId = order.Asked.AccountId,
        Price = order.Asked.Type == OrderType.Pegged ? order.Cap : order.Price,
        Leaves = order.Leaves,
        KeptPlace = keptPlace,
    });

    private void ReplacePegged(SimpleOrder order, ReplaceRequest request)
    {
        if (request.Price != NewOrder.NoPrice) order.Cap = request.Price;
        SayReplaced(order, keptPlace: false);
        if (order.Place != OrderPlace.Held && BookOf(order).IsContinuous) Park(order);
    }

    private void EnterAgain(SimpleOrder order, long price)
    {
        order.Price = price;
        SayReplaced(order, keptPlace: false);
        if (BookOf(order).IsContinuous) Enter(order, TimeInForce.Gtc);
    }

    private RejectReason WhyNot(SimpleOrder order, ReplaceRequest request, out long price)
    {
        var book = BookOf(order);
        var isAside = order.Place is OrderPlace.Waiting or OrderPlace.Held or OrderPlace.Parked;
        price = request.Price == NewOrder.NoPrice ? order.Price : request.Price;
        var hasLimit = order.Type is OrderType.Limit or OrderType.StopLimit or OrderType.LimitIfTouched or OrderType.Pegged;
        if (!book.TakesOrders) return RejectReason.InstrumentNotTradable;
        if (request.Quantity < 0 || (request.Price != NewOrder.NoPrice && !hasLimit)) return RejectReason.MalformedCommand;
        if (request.TriggerPrice != NewOrder.NoPrice && !(isAside && HasTrigger(order.Type))) return RejectReason.MalformedCommand;
        if (IsOutOfRange(request.Price) || IsOutOfRange(request.TriggerPrice)) return RejectReason.PriceOutOfRange;
        if (request.Quantity > 1L << 40) return RejectReason.QuantityTooLarge;
        if (book.IsOutsideBand(request.Price)) return RejectReason.PriceOutsideBand;
        if (isAside) return RejectReason.None;
        if (request.Quantity > RoomOf(order)) return RejectReason.ReduceOnly;
        if (order.Place != OrderPlace.Resting || order.Type == OrderType.Pegged || KeepsPlace(order, request)) return RejectReason.None;
        if (!HasLevelRoom(book, order.IsBuy, price)) return RejectReason.CapacityReached;
        if (!book.IsContinuous) return RejectReason.None;
        var before = order.Price;
        order.Price = price;
        var mayPost = MayPost(order);
        price = order.Price;
        order.Price = before;
        return mayPost ? RejectReason.None : RejectReason.PostOnlyWouldTrade;
    }

    private static bool KeepsPlace(SimpleOrder order, ReplaceRequest request)
    {
        var limit = order.Type == OrderType.Pegged ? order.Cap : order.Price;
        return !request.ToBack && request.Quantity <= order.Leaves
            && (request.Price == NewOrder.NoPrice || request.Price == limit)
            && (request.TriggerPrice == NewOrder.NoPrice || request.TriggerPrice == order.Trigger);
    }

    private void MassCancel(MassCancelRequest request)
    {
        var reason = !Enum.IsDefined(request.Side) ? RejectReason.MalformedCommand
            : request.IsOneBook && !_books.ContainsKey(request.BookId) ? RejectReason.UnknownInstrument
            : request.AccountId >= capacities.AccountIdEnd ? RejectReason.UnknownAccount
            : RejectReason.None;
        if (reason != RejectReason.None)
        {
            Say(new MatchEvent { Kind = MatchEventKind.Rejected, Reason = (byte)reason, BookId = request.BookId });
            return;
        }

        var orders = request.AccountId != 0
            ? _live.Where(order => order.Asked.AccountId == request.AccountId).OrderBy(order => order.Arrival).ToList()
            : Books.SelectMany(AllOf).ToList();
        foreach (var order in orders)
        {
            if (!_live.Contains(order) || (request.IsOneBook && order.Asked.BookId != request.BookId)) continue;
            if (request.Side != Side.None && order.Asked.Side != request.Side) continue;
            if (request.IsDisconnect && !order.Asks(OrderConditions.CancelOnDisconnect)) continue;
            Cancel(order, request.IsDisconnect ? CancelReason.Disconnected : CancelReason.MassCancel);
        }
    }

    private IEnumerable<SimpleOrder> AllOf(SimpleBook book) =>
        [.. Queue(book, true), .. Queue(book, false), .. MarketQueue(book, true), .. MarketQueue(book, false), .. Aside(book)];

    private void Enter(SimpleBook book, TradingPhase phase)
    {
        if (phase == book.Phase) return;
        if (phase == TradingPhase.Continuous || (phase == TradingPhase.Closed && book.Phase == TradingPhase.ClosingAuction)) Uncross(book);
        if (phase == TradingPhase.ClosingAuction)
        {
            foreach (var order in Aside(book).ToList())
            {
                if (order.Place != OrderPlace.Parked || order.Asked.TimeInForce != TimeInForce.AtClose) continue;
                Arrive(order);
                JoinAuction(order);
            }
        }

        if (phase == TradingPhase.Closed)
        {
            foreach (var order in AllOf(book).Where(order => EndsWithItsDay(order.Asked.TimeInForce)))
                if (_live.Contains(order)) Expire(order);
        }

        ChangePhase(book, phase);
    }

    private static bool EndsWithItsDay(TimeInForce time) => time == TimeInForce.Day || IsForAuction(time);

    private void ChangePhase(SimpleBook book, TradingPhase phase)
    {
        book.Phase = phase;
        book.AuctionEndNanos = null;
        book.Indicated = new AuctionPrice(NewOrder.NoPrice, 0, 0);
        Say(new MatchEvent { Kind = MatchEventKind.PhaseChanged, BookId = book.Id, Reason = (byte)phase, Price = book.Last });
    }

    private AuctionPrice AuctionPriceOf(SimpleBook book)
    {
        var candidates = Queue(book, true).Concat(Queue(book, false)).Select(order => order.Price).Distinct().Order().ToList();
        var best = candidates.Select(price => At(book, price)).Where(at => at.Quantity > 0)
            .GroupBy(at => (-at.Quantity, Math.Abs(at.Surplus))).MinBy(group => group.Key)?.ToList();
        if (best is null)
        {
            var hasMarkets = MarketQueue(book, true).Any() && MarketQueue(book, false).Any();
            return hasMarkets && book.Last != NewOrder.NoPrice
                ? At(book, Math.Clamp(book.Last, book.Rules.PriceMin, book.Rules.PriceMax))
                : new AuctionPrice(NewOrder.NoPrice, 0, 0);
        }

        var (lowest, highest) = (best[0].Price, best[^1].Price);
        if (best.TrueForAll(at => at.Surplus > 0)) return At(book, highest);
        if (best.TrueForAll(at => at.Surplus < 0)) return At(book, lowest);
        return At(book, book.Last == NewOrder.NoPrice ? FloorHalf(lowest + highest) : Math.Clamp(book.Last, lowest, highest));
    }

    private AuctionPrice At(SimpleBook book, long price)
    {
        var buy = MarketQueue(book, true).Concat(Queue(book, true).Where(order => order.Price >= price)).Sum(order => order.Leaves);
        var sell = MarketQueue(book, false).Concat(Queue(book, false).Where(order => order.Price <= price)).Sum(order => order.Leaves);
        return new AuctionPrice(price, Math.Min(buy, sell), buy - sell);
    }

    private void Uncross(SimpleBook book)
    {
        for (var price = AuctionPriceOf(book); price.Quantity > 0; price = AuctionPriceOf(book))
        {
            Say(book, MatchEventKind.Uncrossed, price);
            while (NextPair(book, price.Price) is { } pair) Pair(book, pair.Buyer, pair.Seller, price.Price);
        }

        foreach (var order in MarketQueue(book, true).Concat(MarketQueue(book, false)).ToList())
            if (_live.Contains(order)) Cancel(order, CancelReason.NoLiquidity);
        foreach (var order in Queue(book, true).Concat(Queue(book, false)).Where(order => IsForAuction(order.Asked.TimeInForce)).ToList())
            if (_live.Contains(order)) Cancel(order, CancelReason.AuctionEnded);
    }

    private (SimpleOrder Buyer, SimpleOrder Seller)? NextPair(SimpleBook book, long price)
    {
        var buyer = MarketQueue(book, true).Concat(Queue(book, true).Where(order => order.Price >= price)).FirstOrDefault();
        var seller = MarketQueue(book, false).Concat(Queue(book, false).Where(order => order.Price <= price)).FirstOrDefault();
        return buyer is null || seller is null ? null : (buyer, seller);
    }

    private void Pair(SimpleBook book, SimpleOrder buyer, SimpleOrder seller, long price)
    {
        var (newest, oldest) = buyer.Arrival > seller.Arrival ? (buyer, seller) : (seller, buyer);
        if (IsSameOwner(buyer, seller) && ModeOf(newest) != SelfTradePrevention.None)
        {
            PreventSelfTrade(newest, oldest, ModeOf(newest));
            return;
        }

        if (!MayReduce(buyer) || !MayReduce(seller)) return;
        var lots = Math.Min(Math.Min(buyer.Leaves, seller.Leaves), Math.Min(RoomOf(buyer), RoomOf(seller)));
        Move(buyer, seller, lots);
        SayTraded(buyer, seller, Side.Buy, price, lots);
        book.Last = price;
        buyer.ShowSlice();
        seller.ShowSlice();
        foreach (var order in (SimpleOrder[])[seller, buyer])
        {
            if (!_live.Contains(order)) continue;
            if (order.Leaves == 0) End(order);
            else if (order.IsMutual) CancelOthers(order);
        }
    }
}
