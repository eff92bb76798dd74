using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// Order books where orders meet: takes commands, says what happened. One thread; owns all orders and books.
/// </summary>
/// <remarks>
/// <para><b>Specification.</b> The README beside this file; the simple twin of the test kit obeys the same one.</para>
/// <para><b>Order of work.</b> Each command sets the clock, ends what is due, does its work, and settles: children, triggers
/// and pegs that it set off follow before it is over.</para>
/// <para><b>Short ways.</b> Plain orders that only come to rest, and their cancels, are nine in ten commands; they take a path of
/// their own, <see cref="TryRest"/> and <c>CancelPlain</c>, that does what the long one would do to them (<c>bench matching</c>, main: a
/// third more without the runtime's profile, a twelfth with it).</para>
/// <para><b>Invariants.</b> No book is crossed while its phase is Continuous. A level's lots are those of its orders. Within a queue
/// arrivals ascend, so that a book can be told by its orders alone.</para>
/// <para><b>Cost.</b> Adding and canceling take a few cache lines, whatever the depth; taking, one order after the other. A command is not
/// bounded: one order may sweep a whole side, and one trade may set off every stop.</para>
/// <para><b>Limits.</b> <see cref="MatchingCapacities"/> and <see cref="BookRules"/>; at each the order is refused with CapacityReached, or
/// canceled so where it became active later.</para>
/// </remarks>
public sealed partial class MatchingCore<TEvents> : IDisposable
    where TEvents : struct, IMatchEvents
{
    private readonly OrderPool _pool;
    private readonly GroupTable _groups;
    private readonly ExpiryHeap _expiries;
    private readonly Book?[] _books;
    private readonly AuctionCurve _auction = new();
    private TEvents _events;
    private Taker _taker;

    /// <summary>Books with a volatility auction that ends by itself.</summary>
    private int _timedAuctions;

    [ColdPath("made at start-up")]
    public MatchingCore(MatchingCapacities capacities, TEvents events)
    {
        CapacityChecks.Check(capacities);
        Capacities = capacities;
        _events = events;
        _pool = new OrderPool(capacities);
        _groups = new GroupTable(capacities.Groups);
        _expiries = new ExpiryHeap(_pool);
        _books = new Book?[capacities.BookIdEnd];
        _keptBlocks = new ulong[((capacities.Orders >> BlockShift) >> 6) + 1];
    }

    public MatchingCapacities Capacities { get; }

    public ref TEvents Events => ref _events;

    /// <summary>The clock: the greatest time of all commands, UTC nanoseconds.</summary>
    public long NowNanos { get; private set; }

    /// <summary>Live orders of all books, wherever they are.</summary>
    public int LiveOrders => _pool.Count;

    /// <summary>Opens a book. At the start.</summary>
    /// <exception cref="ArgumentException">A rule is out of its range, or the book is open already; names it.</exception>
    [ColdPath("books are opened at start-up")]
    public void Open(uint bookId, BookRules rules)
    {
        CapacityChecks.Check(rules);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bookId, Capacities.BookIdEnd);
        if (_books[bookId] != null) throw new ArgumentException($"Book {bookId} is open already.", nameof(bookId));
        _auction.MakeRoom(rules.LevelsPerSide);
        _books[bookId] = new Book(bookId, rules, _pool, Capacities.AccountIdEnd);
    }

    /// <summary>Accounts of one group, other than 0, do not trade with each other either.</summary>
    /// <param name="accountId">From 1.</param>
    /// <param name="ownerGroup">Below 2^31.</param>
    public void SetOwnerGroup(uint accountId, uint ownerGroup)
    {
        Invariant.Check(accountId != 0 && accountId < Capacities.AccountIdEnd && ownerGroup < 1U << 31);
        _pool.SetOwner(accountId, ownerGroup == 0 ? accountId : ownerGroup | (1U << 31));
    }

    public void Submit(in NewOrder order, long nowNanos)
    {
        Begin(nowNanos);
        if (TryRest(in order))
        {
            _events.Publish();
            return;
        }

        var reason = Judge(in order, out var price);
        if (reason == RejectReason.None)
        {
            var book = _books[order.BookId]!;
            TakeIn(book, in order, price);
            if (book.HasUnsettled) Settle(book);
        }
        else
        {
            Refuse(in order, reason);
        }

        _events.Publish();
    }

    /// <param name="accountId">Who asks; 0 may cancel everybody's.</param>
    public void Cancel(ulong orderId, uint accountId, long nowNanos)
    {
        Begin(nowNanos);
        var link = _pool.Find(orderId);
        var reason = WhyNot(link, accountId);
        if (reason == RejectReason.None)
        {
            var book = _books[_pool[link].BookId]!;
            if (_pool[link].IsPlainResting) CancelPlain(book, link);
            else Cancel(book, link, CancelReason.Requested);
            if (book.HasUnsettled) Settle(book);
        }
        else
        {
            Refuse(orderId, accountId, reason);
        }

        _events.Publish();
    }

    /// <param name="accountId">Who asks; 0 may reduce everybody's.</param>
    public void Reduce(ulong orderId, uint accountId, long lots, long nowNanos)
    {
        Begin(nowNanos);
        var link = _pool.Find(orderId);
        var reason = WhyNot(link, accountId);
        if (reason == RejectReason.None && lots < 1) reason = RejectReason.MalformedCommand;
        if (reason == RejectReason.None)
        {
            var book = _books[_pool[link].BookId]!;
            Reduce(book, link, lots);
            if (book.HasUnsettled) Settle(book);
        }
        else
        {
            Refuse(orderId, accountId, reason);
        }

        _events.Publish();
    }

    public void Replace(in ReplaceRequest request, long nowNanos)
    {
        Begin(nowNanos);
        var link = _pool.Find(request.OrderId);
        var price = request.Price;
        var reason = WhyNot(link, request.AccountId);
        if (reason == RejectReason.None) reason = Judge(in request, link, ref price);
        if (reason == RejectReason.None)
        {
            var book = _books[_pool[link].BookId]!;
            CarryOut(book, link, in request, price);
            if (book.HasUnsettled) Settle(book);
        }
        else
        {
            Refuse(request.OrderId, request.AccountId, reason);
        }

        _events.Publish();
    }

    public void MassCancel(in MassCancelRequest request, long nowNanos)
    {
        Begin(nowNanos);
        var reason = Judge(in request);
        if (reason == RejectReason.None) CancelAll(in request);
        else Refuse(request.BookId, reason);
        foreach (var book in _books)
            if (book is { HasUnsettled: true }) Settle(book);
        _events.Publish();
    }

    public void SetPhase(uint bookId, TradingPhase phase, long nowNanos)
    {
        Begin(nowNanos);
        if (bookId >= (uint)_books.Length || _books[bookId] is not { } book)
        {
            Refuse(bookId, RejectReason.UnknownInstrument);
        }
        else if (phase is < TradingPhase.Continuous or > TradingPhase.Closed)
        {
            Refuse(bookId, RejectReason.MalformedCommand);
        }
        else
        {
            Enter(book, phase);
            if (book.HasUnsettled) Settle(book);
        }

        _events.Publish();
    }

    /// <summary>
    /// Tells of ids that commands behind the next one name, so that their memory is fetched meanwhile. Changes nothing. For who
    /// reads commands in batches: with four and eight commands of lead, deep books take nearly half as many again.
    /// </summary>
    /// <param name="soonId">Of a few commands ahead, which was later before.</param>
    /// <param name="laterId">Of some commands behind that one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(ulong soonId, ulong laterId)
    {
        _pool.FetchPlace(laterId);
        _pool.FetchNode(soonId);
    }

    /// <summary>Nothing but time.</summary>
    public void Advance(long nowNanos)
    {
        Begin(nowNanos);
        foreach (var book in _books)
            if (book is { IsAuction: true }) Indicate(book);
        _events.Publish();
    }

    /// <summary>Gives the memory of the orders back.</summary>
    [ColdPath("the core is not used any more")]
    public void Dispose() => _pool.Dispose();

    private void Begin(long nowNanos)
    {
        if (nowNanos > NowNanos) NowNanos = nowNanos;
        while (_expiries.NextNanos <= NowNanos) ExpireFirst();
        if (_timedAuctions > 0) EndTimedAuctions();
    }

    private void ExpireFirst()
    {
        var link = _expiries.First;
        var book = _books[_pool[link].BookId]!;
        Expire(book, link);
        if (book.HasUnsettled) Settle(book);
    }

    private void EndTimedAuctions()
    {
        foreach (var book in _books)
        {
            if (book is null || book.AuctionEndNanos == 0 || book.AuctionEndNanos > NowNanos) continue;
            Enter(book, TradingPhase.Continuous);
            if (book.HasUnsettled) Settle(book);
        }
    }

    private RejectReason WhyNot(int link, uint accountId)
    {
        if (link == 0) return RejectReason.UnknownOrder;
        return accountId != 0 && accountId != _pool[link].AccountId ? RejectReason.NotOwner : RejectReason.None;
    }
}
