using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Exchange;

/// <content>What can be asked between two commands.</content>
public sealed partial class MatchingCore<TEvents>
{
    public TradingPhase PhaseOf(uint bookId) => Opened(bookId).Phase;

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long LastPriceOf(uint bookId) => Opened(bookId).LastPrice;

    /// <summary>The best price that everybody sees.</summary>
    public bool TryBest(uint bookId, Side side, out DepthLevel best)
    {
        var book = Opened(bookId);
        var level = book.BestDisplayed(side == Side.Sell);
        best = level == PriceLadder.None ? default : DepthOf(book.SideOf(side == Side.Sell), level);
        return level != PriceLadder.None;
    }

    /// <summary>Displayed levels, best first.</summary>
    /// <returns>How many were written.</returns>
    public int Depth(uint bookId, Side side, Span<DepthLevel> levels)
    {
        var ladder = Opened(bookId).SideOf(side == Side.Sell);
        var count = 0;
        for (var level = ladder.Best; level != PriceLadder.None && count < levels.Length; level = ladder.After(level))
            if (ladder[level].DisplayedOrders > 0) levels[count++] = DepthOf(ladder, level);
        return count;
    }

    /// <summary>Prices with orders, hidden ones too.</summary>
    public int LevelCountOf(uint bookId, Side side) => Opened(bookId).SideOf(side == Side.Sell).Count;

    /// <summary>The queue of a price in the order in which it trades: displayed orders, then hidden ones.</summary>
    /// <returns>How many were written.</returns>
    public int QueueAt(uint bookId, Side side, long price, Span<OrderView> orders)
    {
        var ladder = Opened(bookId).SideOf(side == Side.Sell);
        var level = ladder.Find(ladder.KeyOf(price));
        if (level == PriceLadder.None) return 0;
        var count = Write(ladder[level].Shown.First, orders);
        return count + Write(ladder[level].Hidden.First, orders[count..]);
    }

    /// <summary>Prices of a side with orders, hidden ones too, best first.</summary>
    /// <returns>How many were written.</returns>
    public int PricesOf(uint bookId, Side side, Span<long> prices)
    {
        var ladder = Opened(bookId).SideOf(side == Side.Sell);
        var count = 0;
        for (var level = ladder.Best; level != PriceLadder.None && count < prices.Length; level = ladder.After(level))
            prices[count++] = ladder.KeyOf(ladder[level].Key);
        return count;
    }

    /// <summary>Live orders of a book that are in no queue of a price, by arrival; market orders of an auction among them.</summary>
    /// <returns>How many were written.</returns>
    public int OthersOf(uint bookId, Span<OrderView> orders)
    {
        var book = Opened(bookId);
        var (buy, sell, aside) = (book.MarketBuys.First, book.MarketSells.First, book.Aside.First);
        var count = 0;
        while ((buy | sell | aside) != 0 && count < orders.Length)
        {
            var link = Earlier(Earlier(buy, sell), aside);
            orders[count++] = ViewOf(link);
            if (link == buy) buy = _pool[buy].Next;
            else if (link == sell) sell = _pool[sell].Next;
            else aside = _pool[aside].Next;
        }

        return count;
    }

    public bool TryFind(ulong orderId, out OrderView order)
    {
        var link = _pool.Find(orderId);
        order = link == 0 ? default : ViewOf(link);
        return link != 0;
    }

    /// <summary>Where a resting order stands. Costs a step for each order before it.</summary>
    public bool TryFindPlace(ulong orderId, out QueuePlace place)
    {
        place = default;
        var link = _pool.Find(orderId);
        if (link == 0 || !_pool[link].Has(OrderFlag.Resting)) return false;
        var (orders, lots) = (0, 0L);
        ref var node = ref _pool[link];
        for (var before = node.Previous; before != 0; before = _pool[before].Previous)
        {
            orders++;
            lots += _pool[before].Lots;
        }

        if (node.Has(OrderFlag.Hidden))
        {
            var ladder = _books[node.BookId]!.SideOf(node.IsSell);
            ref var level = ref ladder[ladder.Find(ladder.KeyOf(node.Price))];
            (orders, lots) = (orders + level.DisplayedOrders, lots + level.Displayed);
        }

        place = new QueuePlace(orders, lots);
        return true;
    }

    /// <summary>Lots; 0 where the book tracks none.</summary>
    public long PositionOf(uint bookId, uint accountId) => Opened(bookId).Positions is { } positions ? positions[accountId] : 0;

    /// <summary>What the account held before. Where the book tracks positions; accounts from 1.</summary>
    public void SetPosition(uint bookId, uint accountId, long lots)
    {
        var positions = Opened(bookId).Positions;
        Invariant.Check(positions != null && accountId != 0);
        positions[accountId] = lots;
    }

    /// <summary>What an uncrossing of the book would trade now.</summary>
    public AuctionPrice AuctionPriceOf(uint bookId) => AuctionPriceOf(Opened(bookId));

    /// <summary>Of everything that decides what comes next, whatever the layout in memory.</summary>
    public ulong Hash()
    {
        var hash = default(StateHash);
        hash.Add(NowNanos);
        foreach (var book in _books)
            if (book != null) AddTo(ref hash, book);
        return hash.Value;
    }

    private void AddTo(ref StateHash hash, Book book)
    {
        hash.Add((ulong)book.BookId | ((ulong)book.Phase << 32));
        hash.Add(book.LastPrice);
        hash.Add(book.TrailedAt);
        hash.Add(book.AuctionEndNanos);
        AddTo(ref hash, book.Bids);
        AddTo(ref hash, book.Asks);
        AddTo(ref hash, book.MarketBuys.First);
        AddTo(ref hash, book.MarketSells.First);
        AddTo(ref hash, book.Aside.First);
        if (book.Positions is not { } positions) return;
        for (var account = 0; account < positions.Length; account++)
        {
            if (positions[account] == 0) continue;
            hash.Add(account);
            hash.Add(positions[account]);
        }
    }

    private void AddTo(ref StateHash hash, PriceLadder ladder)
    {
        hash.Add(ladder.Count);
        for (var level = ladder.Best; level != PriceLadder.None; level = ladder.After(level))
        {
            AddTo(ref hash, ladder[level].Shown.First);
            AddTo(ref hash, ladder[level].Hidden.First);
        }
    }

    private void AddTo(ref StateHash hash, int first)
    {
        for (var link = first; link != 0; link = _pool[link].Next)
        {
            ref var node = ref _pool[link];
            hash.Add(node.OrderId);
            hash.Add(node.Price);
            hash.Add(node.Lots);
            hash.Add(node.AccountId | ((ulong)node.Mode << 32) | ((ulong)node.Flags << 40));
            if (node.Detail != 0) AddTo(ref hash, in _pool.Detail(node.Detail));
        }
    }

    private void AddTo(ref StateHash hash, in OrderDetail detail)
    {
        hash.Add(detail.Reserve);
        hash.Add(detail.DisplayQuantity);
        hash.Add(detail.TriggerPrice);
        hash.Add(detail.Cap);
        hash.Add(detail.Trail);
        hash.Add(detail.Offset);
        hash.Add(detail.ExpireNanos);
        hash.Add(detail.MinimumQuantity);
        hash.Add(detail.Traded);
        hash.Add((ulong)detail.Type | ((ulong)detail.TimeInForce << 8) | ((ulong)detail.Peg << 16) | ((ulong)detail.TrailKind << 24)
            | ((ulong)detail.Contingency << 32) | ((ulong)detail.Place << 40) | (detail.IsAllOrNone ? 1UL << 48 : 0));
        if (detail.Group == 0) return;
        ref var group = ref _groups[detail.Group];
        hash.Add(group.GroupId);
        hash.Add(group.ParentTraded);
        hash.Add((group.HasParent ? 1UL : 0) | (group.IsParentOver ? 2UL : 0) | (group.IsDue ? 4UL : 0));
    }

    private static DepthLevel DepthOf(PriceLadder ladder, int level) =>
        new(ladder.KeyOf(ladder[level].Key), ladder[level].Displayed, ladder[level].DisplayedOrders);

    private int Write(int first, Span<OrderView> orders)
    {
        var count = 0;
        for (var link = first; link != 0 && count < orders.Length; link = _pool[link].Next) orders[count++] = ViewOf(link);
        return count;
    }

    private int Earlier(int one, int other)
    {
        if (one == 0 || other == 0) return one | other;
        return _pool[one].Arrival < _pool[other].Arrival ? one : other;
    }

    private OrderView ViewOf(int link)
    {
        ref var node = ref _pool[link];
        var isResting = node.Has(OrderFlag.Resting);
        return new OrderView
        {
            OrderId = node.OrderId,
            AccountId = node.AccountId,
            BookId = node.BookId,
            Side = node.Side,
            Place = isResting ? OrderPlace.Resting
                : node.Has(OrderFlag.MarketQueue) ? OrderPlace.MarketQueue : _pool.Detail(node.Detail).Place,
            Price = node.Price,
            TriggerPrice = node.Detail != 0 && !isResting ? _pool.Detail(node.Detail).TriggerPrice : NewOrder.NoPrice,
            Leaves = LeavesOf(link),
            Displayed = isResting && !node.Has(OrderFlag.Hidden) ? node.Lots : 0,
        };
    }

    private Book Opened(uint bookId)
    {
        Invariant.Check(bookId < (uint)_books.Length && _books[bookId] != null);
        return _books[bookId]!;
    }
}
