using System.Runtime.CompilerServices;

namespace LatencyEngine.Trading.Exchange;

/// <summary>One book: its two ladders, what waits beside them, and its phase. The core's thread; owns its queues.</summary>
internal sealed class Book
{
    private readonly OrderPool _pool;

    [ColdPath("made at start-up")]
    public Book(uint bookId, BookRules rules, OrderPool pool, uint accountIdEnd)
    {
        _pool = pool;
        BookId = bookId;
        Rules = rules;
        Bids = new PriceLadder(isSell: false, rules.LadderTicks, rules.LevelsPerSide);
        Asks = new PriceLadder(isSell: true, rules.LadderTicks, rules.LevelsPerSide);
        Phase = rules.FirstPhase;
        LastPrice = rules.LastPrice;
        TrailedAt = rules.LastPrice;
        Rising = new TriggerHeap(isRising: true);
        Falling = new TriggerHeap(isRising: false);
        Positions = rules.TracksPositions ? new long[accountIdEnd] : null;
    }

    public uint BookId { get; }

    public BookRules Rules { get; }

    public PriceLadder Bids { get; }

    public PriceLadder Asks { get; }

    /// <summary>Lots by account, where they are tracked.</summary>
    public long[]? Positions { get; }

    public TradingPhase Phase;

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long LastPrice;

    /// <summary>The last price that trailing orders have followed.</summary>
    public long TrailedAt;

    /// <summary>When a volatility auction is over; 0 without one.</summary>
    public long AuctionEndNanos;

    public NodeQueue MarketBuys;
    public NodeQueue MarketSells;

    /// <summary>Orders in no queue, by arrival.</summary>
    public NodeQueue Aside;
    public TriggerHeap Rising;
    public TriggerHeap Falling;
    public FollowQueue Pegs;
    public FollowQueue Trailers;

    /// <summary>Every pegged order is where it should be, with these best displayed prices.</summary>
    public bool ArePegsPlaced;
    public (long Bid, long Ask) PeggedAt;

    /// <summary>Groups whose children are due.</summary>
    public int FirstDue;
    public int LastDue;

    /// <summary>What was said last of what its auction would trade.</summary>
    public AuctionPrice Indicated = new(NewOrder.NoPrice, 0, 0);

    public bool IsContinuous => Phase == TradingPhase.Continuous;

    public bool IsAuction =>
        Phase is TradingPhase.OpeningAuction or TradingPhase.IntradayAuction or TradingPhase.ClosingAuction;

    public bool MayTakeOrders => Phase is not (TradingPhase.Halted or TradingPhase.Closed);

    /// <summary>Whether a settling could find anything to do.</summary>
    public bool HasUnsettled => (Rising.Top | Falling.Top | Pegs.First | FirstDue) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PriceLadder SideOf(bool isSell) => isSell ? Asks : Bids;

    public ref NodeQueue MarketQueue(bool isSell) => ref isSell ? ref MarketSells : ref MarketBuys;

    /// <summary>Whether an order of this side and limit would meet an order.</summary>
    public bool WouldTrade(bool isSell, long price)
    {
        var opposite = SideOf(!isSell);
        return opposite.BestKey <= opposite.KeyOf(price);
    }

    /// <summary>The best displayed level of a side, or <see cref="PriceLadder.None"/>.</summary>
    public int BestDisplayed(bool isSell)
    {
        var ladder = SideOf(isSell);
        var level = ladder.Best;
        while (level != PriceLadder.None && ladder[level].DisplayedOrders == 0) level = ladder.After(level);
        return level;
    }

    /// <summary>Puts an order behind the others of its price. It stands in no queue.</summary>
    public void Join(int link)
    {
        ref var node = ref _pool[link];
        var ladder = SideOf(node.IsSell);
        ref var level = ref ladder[ladder.FindOrAdd(ladder.KeyOf(node.Price))];
        node.Flags |= OrderFlag.Resting;
        level.Orders++;
        level.Total += node.Lots;
        if (node.Has(OrderFlag.Hidden))
        {
            level.Hidden.Append(_pool, link);
            return;
        }

        if (node.Has(OrderFlag.Iceberg)) level.Total += _pool.Detail(node.Detail).Reserve;
        level.Displayed += node.Lots;
        level.DisplayedOrders++;
        level.Shown.Append(_pool, link);
    }

    /// <summary>As <see cref="Join"/>, for an order without anything special.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void JoinPlain(PriceLadder ladder, int link)
    {
        ref var node = ref _pool[link];
        ref var level = ref ladder[ladder.FindOrAdd(ladder.KeyOf(node.Price))];
        level.Orders++;
        level.Total += node.Lots;
        level.Displayed += node.Lots;
        level.DisplayedOrders++;
        level.Shown.Append(_pool, link);
    }

    /// <summary>As <see cref="Leave(int)"/>, for an order without anything special.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LeavePlain(ref OrderNode node)
    {
        var ladder = SideOf(node.IsSell);
        var levelLink = ladder.Find(ladder.KeyOf(node.Price));
        ref var level = ref ladder[levelLink];
        level.Total -= node.Lots;
        level.Displayed -= node.Lots;
        level.DisplayedOrders--;
        level.Shown.Remove(_pool, ref node);
        if (--level.Orders == 0) ladder.Remove(levelLink);
    }

    /// <summary>Takes a resting order out of its queue, whatever it has left.</summary>
    public void Leave(int link)
    {
        ref var node = ref _pool[link];
        var ladder = SideOf(node.IsSell);
        Leave(ladder, ladder.Find(ladder.KeyOf(node.Price)), ref node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(PriceLadder ladder, int levelLink, ref OrderNode node)
    {
        ref var level = ref ladder[levelLink];
        node.Flags &= ~OrderFlag.Resting;
        level.Total -= node.Lots;
        if (node.Has(OrderFlag.Hidden))
        {
            level.Hidden.Remove(_pool, ref node);
        }
        else
        {
            if (node.Has(OrderFlag.Iceberg)) level.Total -= _pool.Detail(node.Detail).Reserve;
            level.Displayed -= node.Lots;
            level.DisplayedOrders--;
            level.Shown.Remove(_pool, ref node);
        }

        if (--level.Orders == 0) ladder.Remove(levelLink);
    }

    /// <summary>Takes lots from a resting order, from its reserve first; it keeps its place and some lots.</summary>
    public void Shrink(int link, long lots)
    {
        ref var node = ref _pool[link];
        var ladder = SideOf(node.IsSell);
        ref var level = ref ladder[ladder.Find(ladder.KeyOf(node.Price))];
        level.Total -= lots;
        if (node.Has(OrderFlag.Iceberg)) lots = TakeReserve(ref node, lots);
        node.Lots -= lots;
        if (!node.Has(OrderFlag.Hidden)) level.Displayed -= lots;
    }

    /// <summary>Some lots of a resting order traded in an auction: it keeps its place, an iceberg with a fresh slice.</summary>
    public void Trade(int link, long lots)
    {
        ref var node = ref _pool[link];
        var ladder = SideOf(node.IsSell);
        ref var level = ref ladder[ladder.Find(ladder.KeyOf(node.Price))];
        level.Total -= lots;
        var shown = node.Lots;
        if (node.Has(OrderFlag.Iceberg))
        {
            ref var detail = ref _pool.Detail(node.Detail);
            var leaves = node.Lots + detail.Reserve - lots;
            node.Lots = Math.Min(detail.DisplayQuantity, leaves);
            detail.Reserve = leaves - node.Lots;
        }
        else
        {
            node.Lots -= lots;
        }

        if (!node.Has(OrderFlag.Hidden)) level.Displayed += node.Lots - shown;
    }

    /// <summary>Takes lots from a reserve, as far as it goes.</summary>
    /// <returns>What is left to take.</returns>
    public long TakeReserve(ref OrderNode node, long lots)
    {
        ref var detail = ref _pool.Detail(node.Detail);
        var taken = Math.Min(detail.Reserve, lots);
        detail.Reserve -= taken;
        return lots - taken;
    }

    /// <summary>Shows the next slice of an iceberg whose slice is used up, at the end of the queue.</summary>
    public void ShowNextSlice(PriceLadder ladder, int levelLink, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        ref var level = ref ladder[levelLink];
        node.Lots = Math.Min(detail.DisplayQuantity, detail.Reserve);
        detail.Reserve -= node.Lots;
        level.Displayed += node.Lots;
        level.Shown.Remove(_pool, ref node);
        _pool.ArriveAgain(link);
        level.Shown.Append(_pool, link);
    }

    /// <summary>Lots that an account may still trade without increasing its position.</summary>
    public long ReducibleLots(uint accountId, bool isSell)
    {
        var position = Positions![accountId];
        return Math.Max(0, isSell ? position : -position);
    }
}
