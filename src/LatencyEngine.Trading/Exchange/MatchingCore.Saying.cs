using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>The events.</content>
public sealed partial class MatchingCore<TEvents>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref MatchEvent Next(MatchEventKind kind, uint bookId)
    {
        ref var said = ref _events.Next();
        said = default;
        said.Kind = kind;
        said.BookId = bookId;
        return ref said;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SayAccepted(in NewOrder order)
    {
        ref var said = ref Next(MatchEventKind.Accepted, order.BookId);
        said.Side = order.Side;
        said.OrderId = order.OrderId;
        said.AccountId = order.AccountId;
        said.Price = order.Price;
        said.Quantity = order.Quantity;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SayTraded(Book book, in OrderNode maker, long price, long lots, long makerLeaves)
    {
        ref var said = ref Next(MatchEventKind.Traded, book.BookId);
        said.Side = _taker.Side;
        said.OrderId = _taker.OrderId;
        said.AccountId = _taker.AccountId;
        said.MakerOrderId = maker.OrderId;
        said.MakerAccountId = maker.AccountId;
        said.Price = price;
        said.Quantity = lots;
        said.Leaves = _taker.Lots;
        said.MakerLeaves = makerLeaves;
    }

    private void SayTaker(Book book, MatchEventKind kind, byte reason, long price, long quantity, long leaves)
    {
        ref var said = ref Next(kind, book.BookId);
        said.Reason = reason;
        said.Side = _taker.Side;
        said.OrderId = _taker.OrderId;
        said.AccountId = _taker.AccountId;
        said.Price = price;
        said.Quantity = quantity;
        said.Leaves = leaves;
    }

    private void Say(
        Book book, MatchEventKind kind, byte reason, in OrderNode node, long price, long quantity, long leaves)
    {
        ref var said = ref Next(kind, book.BookId);
        said.Reason = reason;
        said.Side = node.Side;
        said.OrderId = node.OrderId;
        said.AccountId = node.AccountId;
        said.Price = price;
        said.Quantity = quantity;
        said.Leaves = leaves;
    }

    private void SayReplaced(Book book, in OrderNode node, long price, long leaves, bool keptPlace)
    {
        ref var said = ref Next(MatchEventKind.Replaced, book.BookId);
        said.Side = node.Side;
        said.OrderId = node.OrderId;
        said.AccountId = node.AccountId;
        said.Price = price;
        said.Leaves = leaves;
        said.KeptPlace = keptPlace;
    }

    private void SayRestated(in NewOrder order, long price)
    {
        ref var said = ref Next(MatchEventKind.Restated, order.BookId);
        said.Side = order.Side;
        said.OrderId = order.OrderId;
        said.AccountId = order.AccountId;
        said.Price = price;
        said.Leaves = order.Quantity;
    }

    private void SayAuction(Book book, MatchEventKind kind, AuctionPrice price)
    {
        ref var said = ref Next(kind, book.BookId);
        said.Price = price.Price;
        said.Quantity = price.Quantity;
        said.Leaves = price.Surplus;
    }

    private void Refuse(in NewOrder order, RejectReason reason)
    {
        ref var said = ref Next(MatchEventKind.Rejected, order.BookId);
        said.Reason = (byte)reason;
        said.Side = order.Side;
        said.OrderId = order.OrderId;
        said.AccountId = order.AccountId;
        said.Quantity = order.Quantity;
        if (order.Contingency == Contingency.Parent) ParentRefused(in order);
    }

    private void Refuse(ulong orderId, uint accountId, RejectReason reason)
    {
        ref var said = ref Next(MatchEventKind.Rejected, 0);
        said.Reason = (byte)reason;
        said.OrderId = orderId;
        said.AccountId = accountId;
    }

    private void Refuse(uint bookId, RejectReason reason)
    {
        ref var said = ref Next(MatchEventKind.Rejected, bookId);
        said.Reason = (byte)reason;
    }
}
