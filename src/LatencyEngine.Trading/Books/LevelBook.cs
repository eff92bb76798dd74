using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Books;

/// <summary>
/// The book of one instrument by levels or, with a pool, by orders. The matching stage's thread; owns the
/// levels and what is known of the orders in them.
/// </summary>
/// <remarks>
/// <para><b>Invariants.</b> Of every level, Quantity is Anonymous plus the lots of its known orders, and
/// above zero; Taken is between zero and Quantity. An update that would break this changes nothing and makes
/// the book unsound: from then on every update is ignored until its side is cleared.</para>
/// <para><b>Orders.</b> One that is not known takes from the anonymous part of its level, and so does one for which
/// the pool had no room. The anonymous part is older than every known order.</para>
/// <para><b>Soundness.</b> A book is sound from the first update flagged EndOfBatch after it was told or
/// cleared, as long as best bid and ask do not cross at the end of a batch.</para>
/// <para><b>Limits.</b> A side that is full gives up its farthest level, known orders included. Later changes
/// beyond what it kept are not held against the feed.</para>
/// </remarks>
public sealed class LevelBook
{
    private const int BothSides = 3;

    private readonly MarketOrderPool? _orders;
    private readonly uint _instrumentId;
    private int _clearedSides;
    private bool _isInBatch;
    private bool _isBidCut;
    private bool _isAskCut;

    /// <param name="orders">Null for a book of levels.</param>
    public LevelBook(uint instrumentId, int levelsPerSide, MarketOrderPool? orders)
    {
        _instrumentId = instrumentId;
        _orders = orders;
        Bids = new BookSide(Side.Buy, levelsPerSide);
        Asks = new BookSide(Side.Sell, levelsPerSide);
    }

    public BookSide Bids { get; }

    public BookSide Asks { get; }

    public BookState State { get; private set; }

    public bool IsSound => State == BookState.Sound;

    /// <summary>
    /// A part of what belongs together is told: what is there now was never there at the venue.
    /// </summary>
    public bool IsMidBatch => _isInBatch && IsSound;

    public bool HasOrders => _orders != null;

    public BookSide SideOf(Side side) => side == Side.Buy ? Bids : Asks;

    /// <summary>Updates were lost.</summary>
    public void Distrust()
    {
        State = BookState.Unsound;
        _clearedSides = 0;
    }

    public BookUpdate Apply(in BookDelta delta)
    {
        _isInBatch = true;
        if (delta.Side is not (Side.Buy or Side.Sell)) return Refuse();
        if (delta.Action == BookAction.Clear) return Clear(delta.Side);
        if (!Listens(delta.Side)) return BookUpdate.Ignored;
        if (delta.Price <= 0 || delta.Quantity < 0) return Refuse();
        return delta.Action switch
        {
            BookAction.Set when delta.Quantity > 0 => Set(delta.Side, delta.Price, delta.Quantity),
            BookAction.Set or BookAction.Remove => Remove(delta.Side, delta.Price),
            _ => Refuse(),
        };
    }

    /// <param name="executedArrival">Of the known order that was executed; 0 for every other change.</param>
    public BookUpdate Apply(in BookOrder change, ulong arrival, out ulong executedArrival)
    {
        executedArrival = 0;
        if (change.Action == BookOrderAction.Clear)
        {
            Clear(Side.Buy);
            return Clear(Side.Sell);
        }

        if (change.Side is not (Side.Buy or Side.Sell)) return Refuse();
        if (!Listens(change.Side)) return BookUpdate.Ignored;
        if (_orders == null || change.Price <= 0 || change.Quantity < 0) return Refuse();
        if (change.Quantity == 0 && change.Action != BookOrderAction.Delete) return Refuse();
        return change.Action switch
        {
            BookOrderAction.Add => Add(in change, arrival),
            BookOrderAction.Reduce or BookOrderAction.Delete => Take(in change, out _),
            BookOrderAction.Execute => Execute(in change, out executedArrival),
            BookOrderAction.ExecuteHidden => BookUpdate.Applied,
            _ => Refuse(),
        };
    }

    /// <summary>The book is consistent now, if it can be at all.</summary>
    /// <returns>Invalid when it is crossed.</returns>
    public BookUpdate EndBatch()
    {
        _isInBatch = false;
        if (State == BookState.Unsound || (State != BookState.Sound && Bids.Count + Asks.Count == 0))
            return BookUpdate.Ignored;
        if (Bids.Count > 0 && Asks.Count > 0 && Bids.BestPrice > Asks.BestPrice) return Refuse();
        State = BookState.Sound;
        return BookUpdate.Applied;
    }

    /// <summary>Lots of the market before an arrival at a price: known orders only.</summary>
    public long KnownAhead(Side side, long price, ulong arrival)
    {
        var levels = SideOf(side);
        var depth = levels.Find(price);
        if (_orders is null || depth == BookSide.None) return 0;
        var lots = 0L;
        for (var link = levels[depth].Orders.First; link != MarketOrderPool.None; link = _orders[link].Next)
        {
            if (_orders[link].Arrival > arrival) break;
            lots += _orders[link].Lots;
        }

        return lots;
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add((ulong)State | ((ulong)_clearedSides << 8) | (_isInBatch ? 1UL << 16 : 0));
        AddTo(ref hash, Bids);
        AddTo(ref hash, Asks);
    }

    private void AddTo(ref StateHash hash, BookSide side)
    {
        hash.Add(side.Count);
        for (var depth = 0; depth < side.Count; depth++)
        {
            ref var level = ref side[depth];
            hash.Add(level.Price);
            hash.Add(level.Quantity);
            hash.Add(level.Anonymous);
            hash.Add(level.Taken);
            if (_orders is null) continue;
            for (var link = level.Orders.First; link != MarketOrderPool.None; link = _orders[link].Next)
                hash.Add(_orders[link].VenueOrderId);
        }
    }

    private bool Listens(Side side) => State != BookState.Unsound || (_clearedSides & (int)side) != 0;

    private BookUpdate Refuse()
    {
        Distrust();
        return BookUpdate.Invalid;
    }

    private BookUpdate Clear(Side side)
    {
        var levels = SideOf(side);
        for (var depth = 0; depth < levels.Count; depth++) ForgetOrders(ref levels[depth]);
        levels.Clear();
        IsCut(side) = false;
        _clearedSides |= (int)side;
        if (State == BookState.Sound || _clearedSides == BothSides) State = BookState.Rebuilding;
        return BookUpdate.Applied;
    }

    private BookUpdate Set(Side side, long price, long quantity)
    {
        var levels = SideOf(side);
        var update = FindOrInsert(side, price, out var depth);
        if (depth == BookSide.None) return update;
        ref var level = ref levels[depth];
        var known = level.Quantity - level.Anonymous;
        if (quantity < known) return Refuse();
        level.Quantity = quantity;
        level.Anonymous = quantity - known;
        level.Taken = 0;
        return update;
    }

    private BookUpdate Remove(Side side, long price)
    {
        var levels = SideOf(side);
        var depth = levels.Find(price);
        if (depth != BookSide.None) RemoveLevel(levels, depth);
        return BookUpdate.Applied;
    }

    private BookUpdate Add(in BookOrder change, ulong arrival)
    {
        if (_orders!.Find(_instrumentId, change.VenueOrderId) != MarketOrderPool.None) return Refuse();
        var update = FindOrInsert(change.Side, change.Price, out var depth);
        if (depth == BookSide.None) return update;
        ref var level = ref SideOf(change.Side)[depth];
        if (level.Quantity > long.MaxValue - change.Quantity) return Refuse();
        level.Quantity += change.Quantity;
        var link = _orders.Add(in change, arrival);
        if (link == MarketOrderPool.None) level.Anonymous += change.Quantity;
        else level.Orders.AddLast(_orders.Orders, link);
        return update;
    }

    private BookUpdate Execute(in BookOrder change, out ulong arrival)
    {
        var levels = SideOf(change.Side);
        arrival = 0;
        if (levels.Count == 0 || levels.BestPrice != change.Price) return Refuse();
        return Take(in change, out arrival);
    }

    private BookUpdate Take(in BookOrder change, out ulong arrival)
    {
        arrival = 0;
        var levels = SideOf(change.Side);
        var depth = levels.Find(change.Price);
        if (depth == BookSide.None) return IsBeyond(change.Side, change.Price) ? BookUpdate.Applied : Refuse();
        ref var level = ref levels[depth];
        var link = _orders!.Find(_instrumentId, change.VenueOrderId);
        if (link == MarketOrderPool.None) return TakeAnonymous(in change, levels, depth);

        ref var order = ref _orders[link];
        var lots = change.Quantity == 0 ? order.Lots : change.Quantity;
        var isWhole = change.Action == BookOrderAction.Delete;
        if (order.Price != change.Price || order.IsBuy != (change.Side == Side.Buy)) return Refuse();
        if (lots > order.Lots || (isWhole && lots != order.Lots)) return Refuse();
        arrival = order.Arrival;
        order.Lots -= lots;
        if (order.Lots == 0)
        {
            level.Orders.Remove(_orders.Orders, link);
            _orders.Remove(link);
        }

        Shrink(levels, depth, lots);
        return BookUpdate.Applied;
    }

    private BookUpdate TakeAnonymous(in BookOrder change, BookSide levels, int depth)
    {
        ref var level = ref levels[depth];
        if (change.Quantity == 0 || change.Quantity > level.Anonymous) return Refuse();
        level.Anonymous -= change.Quantity;
        Shrink(levels, depth, change.Quantity);
        return BookUpdate.Applied;
    }

    // What leaves is first what we took: the market gave it to somebody else instead.
    private void Shrink(BookSide levels, int depth, long lots)
    {
        ref var level = ref levels[depth];
        level.Quantity -= lots;
        level.Taken = Math.Max(0, level.Taken - lots);
        if (level.Quantity == 0) RemoveLevel(levels, depth);
    }

    private BookUpdate FindOrInsert(Side side, long price, out int depth)
    {
        var levels = SideOf(side);
        depth = levels.Find(price);
        if (depth != BookSide.None) return BookUpdate.Applied;
        var update = BookUpdate.Applied;
        if (levels.IsFull)
        {
            update = BookUpdate.DepthReached;
            IsCut(side) = true;
            if (!levels.IsInside(price)) return update;
            RemoveLevel(levels, levels.Count - 1);
        }

        depth = levels.Insert(price);
        return update;
    }

    private void RemoveLevel(BookSide levels, int depth)
    {
        ForgetOrders(ref levels[depth]);
        levels.RemoveAt(depth);
    }

    private void ForgetOrders(ref BookLevel level)
    {
        while (level.Orders.First is var link and not MarketOrderPool.None)
        {
            level.Orders.Remove(_orders!.Orders, link);
            _orders.Remove(link);
        }
    }

    private bool IsBeyond(Side side, long price)
    {
        var levels = SideOf(side);
        return IsCut(side) && !levels.IsInside(price);
    }

    private ref bool IsCut(Side side) => ref side == Side.Buy ? ref _isBidCut : ref _isAskCut;
}
