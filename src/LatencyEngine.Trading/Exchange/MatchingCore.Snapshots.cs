using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Exchange;

/// <content>Snapshots that are taken while the core goes on.</content>
public sealed partial class MatchingCore<TEvents>
{
    private const int BlockShift = 6;
    private const int BlockOrders = 1 << BlockShift;

    private readonly ulong[] _keptBlocks;
    private MatchingSnapshot? _snapshot;
    private int _nextBlock;
    private int _blockEnd;

    /// <summary>
    /// Begins a snapshot of this moment. Between commands; <see cref="ContinueSnapshot"/> finishes it. Costs a step for each book,
    /// group, account of a group of owners and, where they are tracked, position.
    /// </summary>
    public void BeginSnapshot(MatchingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Invariant.Check(_snapshot is null);
        _snapshot = snapshot;
        snapshot.Begin();
        ref var head = ref snapshot.Head;
        head.NowNanos = NowNanos;
        head.Arrivals = _pool.Arrivals;
        foreach (var book in _books)
            if (book != null) Keep(ref head, book);
        KeepOwners(ref head);
        KeepGroups(ref head);
        _nextBlock = 0;
        _blockEnd = (_pool.LinkEnd + BlockOrders - 1) >> BlockShift;
        Array.Clear(_keptBlocks);
    }

    /// <summary>Goes on with the snapshot. Between commands.</summary>
    /// <param name="blocksMax">Most blocks of 64 orders to copy now.</param>
    /// <returns>Whether it is complete.</returns>
    public bool ContinueSnapshot(int blocksMax)
    {
        Invariant.Check(_snapshot != null);
        for (; _nextBlock < _blockEnd && blocksMax > 0; _nextBlock++)
        {
            if (IsKept(_nextBlock)) continue;
            KeepBlock(_nextBlock);
            blocksMax--;
        }

        if (_nextBlock < _blockEnd) return false;
        _snapshot.Complete();
        _snapshot = null;
        return true;
    }

    /// <summary>An order is about to change, or a free node to become one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeforeChange(int link)
    {
        if (_snapshot != null && link >> BlockShift < _blockEnd && !IsKept(link >> BlockShift)) KeepBlock(link >> BlockShift);
    }

    private bool IsKept(int block) => (_keptBlocks[block >> 6] & (1UL << block)) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepBlock(int block)
    {
        _keptBlocks[block >> 6] |= 1UL << block;
        var end = Math.Min((block + 1) << BlockShift, _pool.LinkEnd);
        for (var link = Math.Max(1, block << BlockShift); link < end; link++)
            if (_pool[link].OrderId != 0) Keep(in _pool[link]);
    }

    private void Keep(in OrderNode node)
    {
        _snapshot!.Head.Orders++;
        ref var record = ref _snapshot.Next<OrderRecord>();
        record.OrderId = node.OrderId;
        record.Price = node.Price;
        record.Lots = node.Lots;
        record.Arrival = node.Arrival;
        record.AccountId = node.AccountId;
        record.BookId = node.BookId;
        record.Flags = node.Flags;
        record.Mode = node.Mode;
        record.HasDetail = (byte)(node.Detail != 0 ? 1 : 0);
        if (node.Detail != 0) Keep(in _pool.Detail(node.Detail));
    }

    private void Keep(in OrderDetail detail)
    {
        ref var record = ref _snapshot!.Next<DetailRecord>();
        record.DisplayQuantity = detail.DisplayQuantity;
        record.Reserve = detail.Reserve;
        record.TriggerPrice = detail.TriggerPrice;
        record.Cap = detail.Cap;
        record.Trail = detail.Trail;
        record.Offset = detail.Offset;
        record.ExpireNanos = detail.ExpireNanos;
        record.MinimumQuantity = detail.MinimumQuantity;
        record.Traded = detail.Traded;
        record.Entered = detail.Entered;
        record.GroupId = detail.Group == 0 ? 0 : _groups[detail.Group].GroupId;
        record.Type = detail.Type;
        record.TimeInForce = detail.TimeInForce;
        record.Peg = detail.Peg;
        record.TrailKind = detail.TrailKind;
        record.Contingency = detail.Contingency;
        record.Place = detail.Place;
        record.IsAllOrNone = (byte)(detail.IsAllOrNone ? 1 : 0);
    }

    private void Keep(ref SnapshotHead head, Book book)
    {
        head.Books++;
        ref var record = ref _snapshot!.Next<BookRecord>();
        var rules = book.Rules;
        record = new BookRecord
        {
            LastPrice = book.LastPrice,
            TrailedAt = book.TrailedAt,
            AuctionEndNanos = book.AuctionEndNanos,
            IndicatedPrice = book.Indicated.Price,
            IndicatedQuantity = book.Indicated.Quantity,
            IndicatedSurplus = book.Indicated.Surplus,
            RulesLastPrice = rules.LastPrice,
            PriceMin = rules.PriceMin,
            PriceMax = rules.PriceMax,
            InterruptionTicks = rules.InterruptionTicks,
            InterruptionNanos = rules.InterruptionNanos,
            BookId = book.BookId,
            LadderTicks = rules.LadderTicks,
            LevelsPerSide = rules.LevelsPerSide,
            Phase = book.Phase,
            FirstPhase = rules.FirstPhase,
            SelfTradePrevention = rules.SelfTradePrevention,
            TracksPositions = (byte)(rules.TracksPositions ? 1 : 0),
        };
        if (book.Positions is not { } positions) return;
        for (var account = 0; account < positions.Length; account++)
        {
            if (positions[account] == 0) continue;
            record.PositionCount++;
            _snapshot.Next<PositionRecord>() = new PositionRecord { AccountId = account, Lots = positions[account] };
        }
    }

    private void KeepOwners(ref SnapshotHead head)
    {
        for (var account = 1U; account < Capacities.AccountIdEnd; account++)
        {
            if (_pool.OwnerOf(account) == account) continue;
            head.Owners++;
            _snapshot!.Next<OwnerRecord>() = new OwnerRecord { AccountId = account, Owner = _pool.OwnerOf(account) };
        }
    }

    // First the groups whose children are due, book by book in their order; then the others with a parent.
    private void KeepGroups(ref SnapshotHead head)
    {
        foreach (var book in _books)
            for (var due = book is null ? 0 : book.FirstDue; due != 0; due = _groups[due].DueNext) KeepGroup(ref head, due);
        for (var group = _groups.Next(0); group != 0; group = _groups.Next(group))
            if (!_groups[group].IsDue && (_groups[group].HasParent || _groups[group].IsParentOver)) KeepGroup(ref head, group);
    }

    private void KeepGroup(ref SnapshotHead head, int link)
    {
        head.Groups++;
        ref var group = ref _groups[link];
        ref var record = ref _snapshot!.Next<GroupRecord>();
        record.GroupId = group.GroupId;
        record.ParentTraded = group.ParentTraded;
        record.HasParent = (byte)(group.HasParent ? 1 : 0);
        record.IsParentOver = (byte)(group.IsParentOver ? 1 : 0);
        record.IsDue = (byte)(group.IsDue ? 1 : 0);
    }
}
