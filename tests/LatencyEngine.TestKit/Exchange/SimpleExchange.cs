using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>
/// The matching core's simple twin: a list of orders, searched anew for every question. Slow and obvious; obeys the
/// specification beside the core, and shares nothing with it but the words.
/// </summary>
public sealed partial class SimpleExchange(MatchingCapacities capacities) : IExchange
{
    private readonly List<SimpleOrder> _live = [];
    private readonly List<SimpleGroup> _groups = [];
    private readonly List<SimpleGroup> _due = [];
    private readonly Dictionary<uint, SimpleBook> _books = [];
    private readonly Dictionary<uint, uint> _ownerGroups = [];
    private readonly List<MatchEvent> _said = [];
    private long _now;
    private long _arrivals;

    /// <summary>For negative controls: at one price the youngest trades first.</summary>
    public bool IsLastInFirstOut { get; init; }

    public IReadOnlyList<MatchEvent> Said => _said;

    public int LiveOrders => _live.Count;

    private IEnumerable<SimpleBook> Books => _books.Values.OrderBy(book => book.Id);

    public void Open(uint bookId, BookRules rules) => _books.Add(bookId, new SimpleBook(bookId, rules));

    public void SetOwnerGroup(uint accountId, uint ownerGroup) => _ownerGroups[accountId] = ownerGroup;

    public void SetPosition(uint bookId, uint accountId, long lots) => _books[bookId].Positions[accountId] = lots;

    public void Submit(in NewOrder order, long nowNanos)
    {
        Begin(nowNanos);
        var asked = new SimpleOrder(in order);
        var reason = WhyNot(asked);
        if (reason == RejectReason.None) TakeIn(asked);
        else Refuse(asked, reason);
        if (_books.TryGetValue(order.BookId, out var book)) Settle(book);
    }

    public void Cancel(ulong orderId, uint accountId, long nowNanos)
    {
        Begin(nowNanos);
        if (!TryFind(orderId, accountId, out var order)) return;
        Cancel(order, CancelReason.Requested);
        Settle(BookOf(order));
    }

    public void Reduce(ulong orderId, uint accountId, long lots, long nowNanos)
    {
        Begin(nowNanos);
        if (!TryFind(orderId, accountId, out var order)) return;
        if (lots < 1) Refuse(orderId, accountId, RejectReason.MalformedCommand);
        else CancelLots(order, lots, CancelReason.Requested);
        Settle(BookOf(order));
    }

    public void Replace(in ReplaceRequest request, long nowNanos)
    {
        Begin(nowNanos);
        if (!TryFind(request.OrderId, request.AccountId, out var order)) return;
        Replace(order, request);
        Settle(BookOf(order));
    }

    public void MassCancel(in MassCancelRequest request, long nowNanos)
    {
        Begin(nowNanos);
        MassCancel(request);
        foreach (var book in Books) Settle(book);
    }

    public void SetPhase(uint bookId, TradingPhase phase, long nowNanos)
    {
        Begin(nowNanos);
        if (!_books.TryGetValue(bookId, out var book))
        {
            Say(new MatchEvent { Kind = MatchEventKind.Rejected, BookId = bookId, Reason = (byte)RejectReason.UnknownInstrument });
            return;
        }

        if (phase is TradingPhase.None or > TradingPhase.Closed)
            Say(new MatchEvent { Kind = MatchEventKind.Rejected, BookId = bookId, Reason = (byte)RejectReason.MalformedCommand });
        else Enter(book, phase);
        Settle(book);
    }

    public void Advance(long nowNanos)
    {
        Begin(nowNanos);
        foreach (var book in Books.Where(book => book.IsAuction))
        {
            var price = AuctionPriceOf(book);
            if (price == book.Indicated) continue;
            book.Indicated = price;
            Say(book, MatchEventKind.Indicative, price);
        }
    }

    private void Begin(long nowNanos)
    {
        _said.Clear();
        _now = Math.Max(_now, nowNanos);
        while (NextExpired() is { } order)
        {
            Expire(order);
            Settle(BookOf(order));
        }

        foreach (var book in Books.Where(book => book.AuctionEndNanos <= _now))
        {
            Enter(book, TradingPhase.Continuous);
            Settle(book);
        }
    }

    private SimpleOrder? NextExpired() => _live
        .Where(order => order.Asked.TimeInForce == TimeInForce.Gtd && order.Asked.ExpireNanos <= _now)
        .OrderBy(order => order.Asked.ExpireNanos).ThenBy(order => order.Id)
        .FirstOrDefault();

    private bool TryFind(ulong orderId, uint accountId, out SimpleOrder order)
    {
        order = _live.Find(live => live.Id == orderId)!;
        if (order is null) Refuse(orderId, accountId, RejectReason.UnknownOrder);
        else if (accountId != 0 && accountId != order.Asked.AccountId) Refuse(orderId, accountId, RejectReason.NotOwner);
        else return true;
        return false;
    }

    private SimpleBook BookOf(SimpleOrder order) => _books[order.Asked.BookId];

    private void Arrive(SimpleOrder order) => order.Arrival = ++_arrivals;

    /// <summary>Orders at rest on a side in the order in which they trade.</summary>
    private IEnumerable<SimpleOrder> Queue(SimpleBook book, bool isBuy) => _live
        .Where(order => order.Asked.BookId == book.Id && order.Place == OrderPlace.Resting && order.IsBuy == isBuy)
        .OrderBy(order => isBuy ? -order.Price : order.Price)
        .ThenBy(order => order.IsHidden)
        .ThenBy(order => IsLastInFirstOut ? -order.Arrival : order.Arrival);

    private IEnumerable<SimpleOrder> MarketQueue(SimpleBook book, bool isBuy) => _live
        .Where(order => order.Asked.BookId == book.Id && order.Place == OrderPlace.MarketQueue && order.IsBuy == isBuy)
        .OrderBy(order => order.Arrival);

    private IEnumerable<SimpleOrder> Aside(SimpleBook book) => _live
        .Where(order => order.Asked.BookId == book.Id)
        .Where(order => order.Place is OrderPlace.Waiting or OrderPlace.Held or OrderPlace.Parked)
        .OrderBy(order => order.Arrival);

    private static bool Reaches(SimpleOrder order, long limit, long price) => order.IsBuy ? price <= limit : price >= limit;
}
