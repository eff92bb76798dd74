using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Exchange;

/// <content>From a snapshot to a core that goes on as the other one would have.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <summary>
    /// Takes the state of a sealed snapshot into this core, which has no books yet and the capacities of the other one, or
    /// greater ones.
    /// </summary>
    /// <exception cref="SnapshotException">
    /// The bytes are no snapshot, are damaged, or need greater capacities; then this core is of no use any more.
    /// </exception>
    [ColdPath("loaded at start-up")]
    public void Load(ReadOnlySpan<byte> snapshot)
    {
        foreach (var book in _books) Invariant.Check(book is null);
        var reader = new RecordReader(snapshot);
        var head = reader.Take<SnapshotHead>();
        if (head.Magic != SnapshotHead.MagicValue) throw new SnapshotException("These bytes are no snapshot of a matching core.");
        if (head.Length != snapshot.Length)
            throw new SnapshotException($"The snapshot has {snapshot.Length} bytes; it was sealed with {head.Length}.");
        if (head.Checksum != MatchingSnapshot.ChecksumOf(snapshot))
            throw new SnapshotException("The snapshot is damaged: its checksum differs.");
        Load(in head, ref reader);
    }

    [ColdPath("loaded at start-up")]
    private void Load(in SnapshotHead head, ref RecordReader reader)
    {
        NowNanos = head.NowNanos;
        NeedRoom(head.Orders, Capacities.Orders, nameof(Capacities.Orders));
        for (var i = 0; i < head.Books; i++) LoadBook(ref reader);
        for (var i = 0; i < head.Owners; i++)
        {
            var owner = reader.Take<OwnerRecord>();
            NeedRoom(owner.AccountId + 1, Capacities.AccountIdEnd, nameof(Capacities.AccountIdEnd));
            _pool.SetOwner(owner.AccountId, owner.Owner);
        }

        var groups = reader.TakeMany<GroupRecord>(head.Groups);
        var starts = new (long Arrival, int At)[head.Orders];
        for (var i = 0; i < starts.Length; i++)
        {
            var at = reader.Position;
            var order = reader.Take<OrderRecord>();
            starts[i] = (order.Arrival, at);
            if (order.HasDetail != 0) reader.Take<DetailRecord>();
        }

        Array.Sort(starts);
        foreach (var (_, at) in starts)
        {
            reader.Position = at;
            LoadOrder(ref reader);
        }

        OrderMembers();
        foreach (var group in groups) LoadGroup(in group);
        _pool.Arrivals = head.Arrivals;
    }

    [ColdPath("loaded at start-up")]
    private static void NeedRoom(long needed, long there, string name)
    {
        if (needed > there) throw new SnapshotException($"The snapshot needs {name} of {needed} or more; there are {there}.");
    }

    [ColdPath("loaded at start-up")]
    private void LoadBook(ref RecordReader reader)
    {
        var record = reader.Take<BookRecord>();
        NeedRoom(record.BookId + 1L, Capacities.BookIdEnd, nameof(Capacities.BookIdEnd));
        Open(record.BookId, new BookRules
        {
            LadderTicks = record.LadderTicks,
            LevelsPerSide = record.LevelsPerSide,
            SelfTradePrevention = record.SelfTradePrevention,
            TracksPositions = record.TracksPositions != 0,
            FirstPhase = record.FirstPhase,
            LastPrice = record.RulesLastPrice,
            PriceMin = record.PriceMin,
            PriceMax = record.PriceMax,
            InterruptionTicks = record.InterruptionTicks,
            InterruptionNanos = record.InterruptionNanos,
        });
        var book = _books[record.BookId]!;
        book.Phase = record.Phase;
        book.LastPrice = record.LastPrice;
        book.TrailedAt = record.TrailedAt;
        book.AuctionEndNanos = record.AuctionEndNanos;
        book.Indicated = new AuctionPrice(record.IndicatedPrice, record.IndicatedQuantity, record.IndicatedSurplus);
        if (book.AuctionEndNanos != 0) _timedAuctions++;
        for (var i = 0; i < record.PositionCount; i++)
        {
            var position = reader.Take<PositionRecord>();
            NeedRoom(position.AccountId + 1, Capacities.AccountIdEnd, nameof(Capacities.AccountIdEnd));
            book.Positions![position.AccountId] = position.Lots;
        }
    }

    [ColdPath("loaded at start-up")]
    private void LoadOrder(ref RecordReader reader)
    {
        const OrderFlag queues = OrderFlag.Resting | OrderFlag.MarketQueue | OrderFlag.Aside;
        var record = reader.Take<OrderRecord>();
        NeedRoom(record.AccountId + 1L, Capacities.AccountIdEnd, nameof(Capacities.AccountIdEnd));
        var link = _pool.Add(record.OrderId, record.AccountId, record.Mode);
        ref var node = ref _pool[link];
        node.BookId = record.BookId;
        node.Price = record.Price;
        node.Lots = record.Lots;
        node.Arrival = record.Arrival;
        node.Flags = record.Flags & ~queues;
        var book = _books[record.BookId]!;
        if (record.HasDetail != 0) LoadDetail(link, reader.Take<DetailRecord>());
        if ((record.Flags & OrderFlag.Resting) != 0)
        {
            book.Join(link);
        }
        else if ((record.Flags & OrderFlag.MarketQueue) != 0)
        {
            node.Flags |= OrderFlag.MarketQueue;
            book.MarketQueue(node.IsSell).Append(_pool, link);
        }
        else
        {
            LoadAside(book, link);
        }

        if (node.Has(OrderFlag.Pegged) && _pool.Detail(node.Detail).Place != OrderPlace.Held)
        {
            book.Pegs.Append(_pool, node.Detail);
            _pool.Detail(node.Detail).IsPegging = true;
        }
    }

    [ColdPath("loaded at start-up")]
    private void LoadAside(Book book, int link)
    {
        ref var node = ref _pool[link];
        ref var detail = ref _pool.Detail(node.Detail);
        SetAside(book, link, detail.Place);
        if (detail.Place != OrderPlace.Waiting) return;
        HeapOf(book, in node, in detail).Add(_pool, node.Detail);
        if (OrderShape.IsTrailing(detail.Type)) book.Trailers.Append(_pool, node.Detail);
    }

    [ColdPath("loaded at start-up")]
    private void LoadDetail(int link, DetailRecord record)
    {
        if (!_pool.HasDetailRoom)
            throw new SnapshotException($"The snapshot needs {nameof(Capacities.SpecialOrders)} of more than {Capacities.SpecialOrders}.");
        ref var detail = ref _pool.AddDetail(link);
        detail.DisplayQuantity = record.DisplayQuantity;
        detail.Reserve = record.Reserve;
        detail.TriggerPrice = record.TriggerPrice;
        detail.Cap = record.Cap;
        detail.Trail = record.Trail;
        detail.Offset = record.Offset;
        detail.ExpireNanos = record.ExpireNanos;
        detail.MinimumQuantity = record.MinimumQuantity;
        detail.Traded = record.Traded;
        detail.Entered = record.Entered;
        detail.Type = record.Type;
        detail.TimeInForce = record.TimeInForce;
        detail.Peg = record.Peg;
        detail.TrailKind = record.TrailKind;
        detail.Contingency = record.Contingency;
        detail.Place = record.Place;
        detail.IsAllOrNone = record.IsAllOrNone != 0;
        ref var node = ref _pool[link];
        if (node.Has(OrderFlag.Timed)) _expiries.Add(node.Detail);
        if (record.GroupId != 0) LoadMember(link, record.GroupId, ref detail);
    }

    [ColdPath("loaded at start-up")]
    private void LoadMember(int link, ulong groupId, ref OrderDetail detail)
    {
        detail.Group = _groups.Find(groupId);
        ref var node = ref _pool[link];
        if (detail.Group == 0)
        {
            if (_groups.IsFull)
                throw new SnapshotException($"The snapshot needs {nameof(Capacities.Groups)} of more than {Capacities.Groups}.");
            detail.Group = _groups.Add(groupId, node.AccountId, node.BookId, detail.Contingency == Contingency.OneCancelsOther);
        }

        _groups[detail.Group].Add(link);
    }

    // Members were found by their last arrival; they belong in the order of their first.
    private void OrderMembers()
    {
        for (var group = _groups.Next(0); group != 0; group = _groups.Next(group))
            for (var i = 1; i < _groups[group].Count; i++)
                for (var j = i; j > 0 && EnteredOf(group, j) < EnteredOf(group, j - 1); j--) _groups[group].Swap(j, j - 1);
    }

    private long EnteredOf(int group, int member) => _pool.DetailOf(_groups[group].Member(member)).Entered;

    [ColdPath("loaded at start-up")]
    private void LoadGroup(in GroupRecord record)
    {
        var link = _groups.Find(record.GroupId);
        if (link == 0) throw new SnapshotException($"The snapshot has a group {record.GroupId} without orders.");
        ref var group = ref _groups[link];
        group.ParentTraded = record.ParentTraded;
        group.HasParent = record.HasParent != 0;
        group.IsParentOver = record.IsParentOver != 0;
        if (record.IsDue != 0) BecomeDue(_books[group.BookId]!, link);
    }
}
