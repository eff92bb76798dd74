using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <content>What can be asked, and what is said.</content>
public sealed partial class SimpleExchange
{
    public TradingPhase PhaseOf(uint bookId) => _books[bookId].Phase;

    public long LastPriceOf(uint bookId) => _books[bookId].Last;

    public long PositionOf(uint bookId, uint accountId) => _books[bookId].Positions.GetValueOrDefault(accountId);

    public IReadOnlyList<DepthLevel> Depth(uint bookId, Side side) =>
    [
        .. Queue(_books[bookId], side == Side.Buy).Where(order => !order.IsHidden).GroupBy(order => order.Price)
            .Select(level => new DepthLevel(level.Key, level.Sum(order => order.Displayed), level.Count())),
    ];

    public IReadOnlyList<OrderView> Resting(uint bookId, Side side) =>
        [.. Queue(_books[bookId], side == Side.Buy).Select(order => order.View())];

    public IReadOnlyList<OrderView> Others(uint bookId) =>
    [
        .. _live.Where(order => order.Asked.BookId == bookId && order.Place != OrderPlace.Resting)
            .OrderBy(order => order.Arrival).Select(order => order.View()),
    ];

    public AuctionPrice AuctionPriceOf(uint bookId) => AuctionPriceOf(_books[bookId]);

    private void Say(MatchEvent said) => _said.Add(said);

    private void Say(SimpleOrder order, MatchEventKind kind, byte reason = 0, long price = 0, long quantity = 0, long leaves = 0) =>
        Say(new MatchEvent
        {
            Kind = kind,
            Reason = reason,
            Side = order.Asked.Side,
            BookId = order.Asked.BookId,
            OrderId = order.Id,
            AccountId = order.Asked.AccountId,
            Price = price,
            Quantity = quantity,
            Leaves = leaves,
        });

    private void Say(SimpleBook book, MatchEventKind kind, AuctionPrice price) => Say(new MatchEvent
    {
        Kind = kind, BookId = book.Id, Price = price.Price, Quantity = price.Quantity, Leaves = price.Surplus,
    });

    private void SayTraded(SimpleOrder taker, SimpleOrder maker, Side side, long price, long lots) => Say(new MatchEvent
    {
        Kind = MatchEventKind.Traded,
        Side = side,
        BookId = taker.Asked.BookId,
        OrderId = taker.Id,
        AccountId = taker.Asked.AccountId,
        MakerOrderId = maker.Id,
        MakerAccountId = maker.Asked.AccountId,
        Price = price,
        Quantity = lots,
        Leaves = taker.Leaves,
        MakerLeaves = maker.Leaves,
    });

    private void Refuse(SimpleOrder order, RejectReason reason)
    {
        Say(order, MatchEventKind.Rejected, (byte)reason, quantity: order.Asked.Quantity);
        if (order.Asked.Contingency != Contingency.Parent) return;
        var group = _groups.Find(group => group.Id == order.Asked.GroupId);
        if (group is null || group.HasParent || group.IsMutual) return;
        if (group.AccountId == order.Asked.AccountId && group.BookId == order.Asked.BookId) CancelHeld(group);
    }

    private void Refuse(ulong orderId, uint accountId, RejectReason reason) => Say(new MatchEvent
    {
        Kind = MatchEventKind.Rejected, Reason = (byte)reason, OrderId = orderId, AccountId = accountId,
    });
}
