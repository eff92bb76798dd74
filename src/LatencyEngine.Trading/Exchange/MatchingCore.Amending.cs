using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>Replacements.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <param name="price">The one asked for, or the one that the order slides to.</param>
    private RejectReason Judge(in ReplaceRequest request, int link, ref long price)
    {
        ref var node = ref _pool[link];
        var book = _books[node.BookId]!;
        if (!book.MayTakeOrders) return RejectReason.InstrumentNotTradable;
        if (request.Quantity < 0) return RejectReason.MalformedCommand;
        if (request.Price != NewOrder.NoPrice && !HasLimit(in node)) return RejectReason.MalformedCommand;
        if (request.TriggerPrice != NewOrder.NoPrice && !AwaitsTrigger(in node)) return RejectReason.MalformedCommand;
        if (IsOutOfRange(request.Price) || IsOutOfRange(request.TriggerPrice)) return RejectReason.PriceOutOfRange;
        if (request.Quantity > MatchingCapacities.QuantityMax) return RejectReason.QuantityTooLarge;
        if (IsOutsideBand(book, request.Price)) return RejectReason.PriceOutsideBand;
        if (node.Has(OrderFlag.Aside)) return RejectReason.None;
        if (node.Has(OrderFlag.ReduceOnly) && request.Quantity > book.ReducibleLots(node.AccountId, node.IsSell))
            return RejectReason.ReduceOnly;
        if (!node.Has(OrderFlag.Resting) || node.Has(OrderFlag.Pegged) || KeepsPlace(link, in request)) return RejectReason.None;
        if (price == NewOrder.NoPrice) price = node.Price;
        if (!HasLevelRoom(book, node.IsSell, price)) return RejectReason.CapacityReached;
        return !book.IsContinuous || MayPost(book, node.IsSell, PostOnlyOf(in node), ref price)
            ? RejectReason.None
            : RejectReason.PostOnlyWouldTrade;
    }

    private bool HasLimit(in OrderNode node)
    {
        if (!node.Has(OrderFlag.Aside)) return node.Has(OrderFlag.Pegged) || node.Price != NewOrder.NoPrice;
        var type = _pool.Detail(node.Detail).Type;
        return OrderShape.HasLimit(type) || type == OrderType.Pegged;
    }

    private bool AwaitsTrigger(in OrderNode node) =>
        node.Has(OrderFlag.Aside) && OrderShape.HasTriggerPrice(_pool.Detail(node.Detail).Type);

    private bool KeepsPlace(int link, in ReplaceRequest request)
    {
        ref var node = ref _pool[link];
        var limit = node.Has(OrderFlag.Pegged) ? _pool.Detail(node.Detail).Cap : node.Price;
        return !request.ToBack
            && (request.Price == NewOrder.NoPrice || request.Price == limit)
            && (request.TriggerPrice == NewOrder.NoPrice || request.TriggerPrice == _pool.Detail(node.Detail).TriggerPrice)
            && request.Quantity <= LeavesOf(link);
    }

    private void CarryOut(Book book, int link, in ReplaceRequest request, long price)
    {
        BeforeChange(link);
        ref var node = ref _pool[link];
        var lots = request.Quantity == 0 ? LeavesOf(link) : request.Quantity;
        if (KeepsPlace(link, in request))
        {
            ShrinkAnywhere(book, link, LeavesOf(link) - lots);
            SayReplaced(book, in node, LimitOf(in node), lots, keptPlace: true);
        }
        else if (node.Has(OrderFlag.Pegged))
        {
            ReplacePegged(book, link, in request, lots);
        }
        else if (node.Has(OrderFlag.Resting))
        {
            EnterAgain(book, link, price, lots);
        }
        else
        {
            ReplaceBeside(book, link, in request, lots);
        }
    }

    private long LimitOf(in OrderNode node) => node.Has(OrderFlag.Pegged) ? _pool.Detail(node.Detail).Cap : node.Price;

    private void EnterAgain(Book book, int link, long price, long lots)
    {
        book.Leave(link);
        _pool.ArriveAgain(link);
        ref var node = ref _pool[link];
        node.Price = price;
        SetLots(ref node, lots);
        SayReplaced(book, in node, price, lots, keptPlace: false);
        if (book.IsContinuous) EnterNode(book, link, EntryOf(link, OrderType.Limit, TimeInForce.Gtc));
        else book.Join(link);
    }

    private void ReplacePegged(Book book, int link, in ReplaceRequest request, long lots)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        if (request.Price != NewOrder.NoPrice) detail.Cap = request.Price;
        if (detail.Place == OrderPlace.Held)
        {
            ReplaceBeside(book, link, in request, lots);
            return;
        }

        Withdraw(book, link);
        _pool.ArriveAgain(link);
        SetLots(ref node, lots);
        SayReplaced(book, in node, detail.Cap, lots, keptPlace: false);
        if (book.IsContinuous || node.Price == NewOrder.NoPrice)
        {
            ParkPeg(book, link);
            return;
        }

        // It stays where it is until the auction is over.
        book.Join(link);
        BeLastPeg(book, node.Detail);
    }

    /// <summary>Of an order beside the queues of prices: it waits on with other fields, as the youngest.</summary>
    private void ReplaceBeside(Book book, int link, in ReplaceRequest request, long lots)
    {
        ref var node = ref _pool[link];
        var place = node.Has(OrderFlag.Aside) ? _pool.Detail(node.Detail).Place : OrderPlace.MarketQueue;
        Withdraw(book, link);
        _pool.ArriveAgain(link);
        SetLots(ref node, lots);
        if (request.Price != NewOrder.NoPrice && !node.Has(OrderFlag.Pegged)) node.Price = request.Price;
        if (request.TriggerPrice != NewOrder.NoPrice) _pool.Detail(node.Detail).TriggerPrice = request.TriggerPrice;
        SayReplaced(book, in node, LimitOf(in node), lots, keptPlace: false);
        if (place == OrderPlace.MarketQueue) JoinAuction(book, link);
        else if (place == OrderPlace.Waiting) WaitAgain(book, link);
        else SetAside(book, link, place);
    }

    // A trailing order keeps the trigger that it has reached.
    private void WaitAgain(Book book, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        if (OrderShape.IsTrailing(detail.Type)) book.Trailers.Append(_pool, node.Detail);
        SetAside(book, link, OrderPlace.Waiting);
        HeapOf(book, in node, in detail).Add(_pool, node.Detail);
    }
}
