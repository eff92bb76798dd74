using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>STUB</summary>
public sealed class MatchingCore<TEvents>
    where TEvents : struct, IMatchEvents
{
    private TEvents _events;

    [ColdPath("made at start-up")]
    public MatchingCore(MatchingCapacities capacities, TEvents events)
    {
        Capacities = capacities;
        _events = events;
    }

    public MatchingCapacities Capacities { get; }

    public ref TEvents Events => ref _events;

    /// <summary>The clock: the greatest time of all commands, UTC nanoseconds.</summary>
    public long NowNanos { get; private set; }

    /// <summary>Live orders of all books, wherever they are.</summary>
    public int LiveOrders => 0;

    /// <summary>Opens a book. At the start.</summary>
    [ColdPath("books are opened at start-up")]
    public void Open(uint bookId, BookRules rules) => throw new NotImplementedException();

    /// <summary>Accounts of one group, other than 0, do not trade with each other either.</summary>
    public void SetOwnerGroup(uint accountId, uint ownerGroup) => throw new NotImplementedException();

    public void Submit(in NewOrder order, long nowNanos) => throw new NotImplementedException();

    /// <param name="accountId">Who asks; 0 may cancel everybody's.</param>
    public void Cancel(ulong orderId, uint accountId, long nowNanos) => throw new NotImplementedException();

    /// <inheritdoc cref="Cancel"/>
    public void Reduce(ulong orderId, uint accountId, long lots, long nowNanos) => throw new NotImplementedException();

    public void Replace(in ReplaceRequest request, long nowNanos) => throw new NotImplementedException();

    public void MassCancel(in MassCancelRequest request, long nowNanos) => throw new NotImplementedException();

    public void SetPhase(uint bookId, TradingPhase phase, long nowNanos) => throw new NotImplementedException();

    /// <summary>Nothing but time.</summary>
    public void Advance(long nowNanos) => throw new NotImplementedException();

    public TradingPhase PhaseOf(uint bookId) => throw new NotImplementedException();

    public long LastPriceOf(uint bookId) => throw new NotImplementedException();

    /// <summary>The best price that everybody sees.</summary>
    public bool TryBest(uint bookId, Side side, out DepthLevel best) => throw new NotImplementedException();

    /// <summary>Displayed levels, best first.</summary>
    /// <returns>How many were written.</returns>
    public int Depth(uint bookId, Side side, Span<DepthLevel> levels) => throw new NotImplementedException();

    /// <summary>The queue of a price in the order in which it trades: displayed orders, then hidden ones.</summary>
    /// <returns>How many were written.</returns>
    public int QueueAt(uint bookId, Side side, long price, Span<OrderView> orders) => throw new NotImplementedException();

    /// <summary>Prices of a side with orders, hidden ones too, best first.</summary>
    /// <returns>How many were written.</returns>
    public int PricesOf(uint bookId, Side side, Span<long> prices) => throw new NotImplementedException();

    /// <summary>Live orders of a book that are in no queue of a price, by arrival; market orders of an auction among them.</summary>
    /// <returns>How many were written.</returns>
    public int OthersOf(uint bookId, Span<OrderView> orders) => throw new NotImplementedException();

    public bool TryFind(ulong orderId, out OrderView order) => throw new NotImplementedException();

    /// <summary>Where a resting order stands. Costs a step for each order before it.</summary>
    public bool TryFindPlace(ulong orderId, out QueuePlace place) => throw new NotImplementedException();

    public long PositionOf(uint bookId, uint accountId) => throw new NotImplementedException();

    /// <summary>What the account held before. Where the book tracks positions.</summary>
    public void SetPosition(uint bookId, uint accountId, long lots) => throw new NotImplementedException();

    /// <summary>What an uncrossing of the book would trade now.</summary>
    public AuctionPrice AuctionPriceOf(uint bookId) => throw new NotImplementedException();

    /// <summary>Of everything that decides what comes next, whatever the layout in memory.</summary>
    public ulong Hash() => throw new NotImplementedException();
}
