using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>The end of many orders at once: mass cancels, the end of the day, the end of an auction.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <summary>The order in a queue that a sweep looks at next; moves on when that order leaves.</summary>
    private int _sweepCursor;

    /// <summary>Which orders end, and how.</summary>
    private struct Sweep
    {
        public bool IsOneBook;
        public uint BookId;
        public Side Side;

        /// <summary>Orders with any of these flags; None for all.</summary>
        public OrderFlag Flags;

        /// <summary>None where they expire.</summary>
        public CancelReason Reason;
    }

    private RejectReason Judge(in MassCancelRequest request)
    {
        if (request.Side is not (Side.None or Side.Buy or Side.Sell)) return RejectReason.MalformedCommand;
        if (request.IsOneBook && (request.BookId >= (uint)_books.Length || _books[request.BookId] is null))
            return RejectReason.UnknownInstrument;
        return request.AccountId >= Capacities.AccountIdEnd ? RejectReason.UnknownAccount : RejectReason.None;
    }

    private void CancelAll(in MassCancelRequest request)
    {
        var sweep = new Sweep
        {
            IsOneBook = request.IsOneBook,
            BookId = request.BookId,
            Side = request.Side,
            Flags = request.IsDisconnect ? OrderFlag.CancelOnDisconnect : OrderFlag.None,
            Reason = request.IsDisconnect ? CancelReason.Disconnected : CancelReason.MassCancel,
        };
        if (request.AccountId != 0)
        {
            SweepAccount(request.AccountId, in sweep);
            return;
        }

        foreach (var book in _books)
            if (book != null && (!request.IsOneBook || book.BookId == request.BookId)) SweepBook(book, in sweep);
    }

    private void SweepAccount(uint accountId, in Sweep sweep)
    {
        _pool.Cursor = _pool.FirstOf(accountId);
        while (_pool.Cursor != 0)
        {
            var link = _pool.Cursor;
            _pool.Cursor = _pool[link].OwnerNext;
            EndIfMeant(link, in sweep);
        }
    }

    private void SweepBook(Book book, in Sweep sweep)
    {
        SweepSide(book.Bids, in sweep);
        SweepSide(book.Asks, in sweep);
        SweepQueue(book.MarketBuys.First, in sweep);
        SweepQueue(book.MarketSells.First, in sweep);
        SweepQueue(book.Aside.First, in sweep);
    }

    // A level goes with its last order, and others may go with the groups of its orders: only keys hold.
    private void SweepSide(PriceLadder ladder, in Sweep sweep)
    {
        for (var level = ladder.Best; level != PriceLadder.None;)
        {
            var key = ladder[level].Key;
            SweepQueue(ladder[level].Shown.First, in sweep);
            level = ladder.Find(key);
            if (level != PriceLadder.None) SweepQueue(ladder[level].Hidden.First, in sweep);
            level = ladder.AfterKey(key);
        }
    }

    private void SweepQueue(int first, in Sweep sweep)
    {
        _sweepCursor = first;
        while (_sweepCursor != 0)
        {
            var link = _sweepCursor;
            _sweepCursor = _pool[link].Next;
            EndIfMeant(link, in sweep);
        }
    }

    private void EndIfMeant(int link, in Sweep sweep)
    {
        ref var node = ref _pool[link];
        if (sweep.IsOneBook && node.BookId != sweep.BookId) return;
        if (sweep.Side != Side.None && node.Side != sweep.Side) return;
        if (sweep.Flags != OrderFlag.None && !node.Has(sweep.Flags)) return;
        var book = _books[node.BookId]!;
        if (sweep.Reason == CancelReason.None) Expire(book, link);
        else Cancel(book, link, sweep.Reason);
    }
}
