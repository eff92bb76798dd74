using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>How an order comes in, becomes active, and what becomes of what it does not take.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <summary>What an order wants when it becomes active.</summary>
    private struct Entry
    {
        /// <summary>Market, Limit or MarketToLimit.</summary>
        public OrderType Type;
        public TimeInForce TimeInForce;

        /// <summary>Lots that must be there; 0 for none.</summary>
        public long MustTrade;
        public long Price;
    }

    /// <summary>The short way of a plain order that nothing keeps from resting at once.</summary>
    /// <returns><c>false</c> where anything else is to be done; then nothing was.</returns>
    private bool TryRest(in NewOrder order)
    {
        if (!OrderShape.IsPlain(in order) || order.TimeInForce is not (TimeInForce.Gtc or TimeInForce.Day)) return false;
        if (order.BookId >= (uint)_books.Length || _books[order.BookId] is not { IsContinuous: true } book) return false;
        if (order.AccountId >= Capacities.AccountIdEnd || _pool.IsFull) return false;
        if (order.Quantity is < 1 or > MatchingCapacities.QuantityMax || IsOutsideBand(book, order.Price)) return false;
        var isSell = order.Side == Side.Sell;
        var ladder = book.SideOf(isSell);
        if (ladder.Count == ladder.Capacity || book.WouldTrade(isSell, order.Price)) return false;
        if (_pool.Find(order.OrderId) != 0) return false;
        SayAccepted(in order);
        BeforeChange(_pool.NextFree);
        var link = _pool.Add(order.OrderId, order.AccountId, order.SelfTradePrevention);
        ref var node = ref _pool[link];
        node.BookId = (ushort)order.BookId;
        node.Price = order.Price;
        node.Lots = order.Quantity;
        node.Flags = OrderFlag.Resting | (isSell ? OrderFlag.Sell : 0) | (order.TimeInForce == TimeInForce.Day ? OrderFlag.Day : 0);
        book.JoinPlain(ladder, link);
        if (book.HasUnsettled) Settle(book);
        return true;
    }

    private void TakeIn(Book book, in NewOrder order, long price)
    {
        SayAccepted(in order);
        var mayRegisterLater = book.IsContinuous && !NeedsDetail(in order);
        if (price != order.Price) SayRestated(in order, price);
        if (mayRegisterLater)
        {
            EnterPlain(book, in order, price);
            return;
        }

        var link = Register(in order, price, order.Quantity);
        PlaceNew(book, link, in order);
    }

    // Most orders that come take at once or rest as they are: they get a node only when they rest.
    private void EnterPlain(Book book, in NewOrder order, long price)
    {
        _taker = default;
        _taker.OrderId = order.OrderId;
        _taker.AccountId = order.AccountId;
        _taker.Owner = _pool.OwnerOf(order.AccountId);
        _taker.IsSell = order.Side == Side.Sell;
        _taker.IsReduceOnly = Asks(in order, OrderConditions.ReduceOnly);
        _taker.Mode = ModeOf(book, order.SelfTradePrevention);
        _taker.Lots = order.Quantity;
        var mustTrade = order.TimeInForce == TimeInForce.Fok || Asks(in order, OrderConditions.AllOrNone)
            ? order.Quantity
            : order.MinimumQuantity;
        var entry = new Entry { Type = order.Type, TimeInForce = order.TimeInForce, MustTrade = mustTrade, Price = price };
        if (!MustRest(book, ref entry)) return;
        book.Join(Register(in order, entry.Price, _taker.Lots));
    }

    /// <summary>A registered order becomes active. It stands in no queue of a price.</summary>
    private void EnterNode(Book book, int link, in Entry wanted)
    {
        ref var node = ref _pool[link];
        _taker = default;
        _taker.OrderId = node.OrderId;
        _taker.AccountId = node.AccountId;
        _taker.Owner = _pool.OwnerOf(node.AccountId);
        _taker.Link = link;
        _taker.IsSell = node.IsSell;
        _taker.IsReduceOnly = node.Has(OrderFlag.ReduceOnly);
        _taker.IsGrouped = node.Has(OrderFlag.Grouped);
        _taker.Mode = ModeOf(book, node.Mode);
        _taker.Lots = LeavesOf(link);
        var entry = wanted;
        var rests = MustRest(book, ref entry);
        _taker.Link = 0;
        if (!rests)
        {
            End(book, link);
            return;
        }

        node.Price = entry.Price;
        SetLots(ref node, _taker.Lots);
        if (node.Detail != 0) Settled(in node, ref _pool.Detail(node.Detail));
        _pool.ArriveAgain(link);
        book.Join(link);
    }

    // What rests is a limit order, whatever it came as, and has met its conditions.
    private static void Settled(in OrderNode node, ref OrderDetail detail)
    {
        if (!node.Has(OrderFlag.Pegged)) detail.Type = OrderType.Limit;
        detail.MinimumQuantity = 0;
        detail.IsAllOrNone = false;
    }

    /// <summary>Lets the taker take what it may, and says what becomes of the rest.</summary>
    /// <returns>Whether it rests now, at the price of the entry.</returns>
    private bool MustRest(Book book, ref Entry entry)
    {
        var opposite = book.SideOf(!_taker.IsSell);
        if (entry.Type == OrderType.MarketToLimit)
        {
            if (opposite.Best == PriceLadder.None) return EndTaker(book, CancelReason.NoLiquidity);
            entry.Price = opposite.KeyOf(opposite.BestKey);
        }

        _taker.LimitKey = opposite.KeyOf(
            entry.Type != OrderType.Market ? entry.Price : _taker.IsSell ? book.Rules.PriceMin : book.Rules.PriceMax);
        SetInterruption(book);
        if (entry.MustTrade > 0 && !IsToBeHad(book, entry.MustTrade))
            return EndTaker(book, entry.TimeInForce == TimeInForce.Fok ? CancelReason.FillOrKill : CancelReason.MinimumQuantity);
        if (opposite.BestKey <= _taker.LimitKey) Take(book, opposite);
        if (_taker.Lots == 0 || _taker.IsCanceled) return false;
        if (entry.Type == OrderType.Market) return EndTaker(book, CancelReason.NoLiquidity);
        if (entry.TimeInForce == TimeInForce.Ioc) return EndTaker(book, CancelReason.ImmediateOrCancel);
        if (entry.TimeInForce == TimeInForce.Fok) return EndTaker(book, CancelReason.FillOrKill);
        if (!HasLevelRoom(book, _taker.IsSell, entry.Price)) return EndTaker(book, CancelReason.CapacityReached);
        if (entry.Type == OrderType.MarketToLimit) SayTaker(book, MatchEventKind.Restated, 0, entry.Price, 0, _taker.Lots);
        return true;
    }

    private bool EndTaker(Book book, CancelReason reason)
    {
        SayTaker(book, MatchEventKind.Canceled, (byte)reason, 0, _taker.Lots, 0);
        _taker.IsCanceled = true;
        return false;
    }

    private void SetInterruption(Book book)
    {
        var ticks = book.Rules.InterruptionTicks;
        var isBounded = ticks != 0 && book.LastPrice != NewOrder.NoPrice;
        _taker.PriceLow = isBounded ? book.LastPrice - ticks : long.MinValue;
        _taker.PriceHigh = isBounded ? book.LastPrice + ticks : long.MaxValue;
    }

    /// <summary>Gives an order its node and, where it needs one, its detail; it stands in no queue yet.</summary>
    private int Register(in NewOrder order, long price, long lots)
    {
        BeforeChange(_pool.NextFree);
        var link = _pool.Add(order.OrderId, order.AccountId, order.SelfTradePrevention);
        ref var node = ref _pool[link];
        node.BookId = (ushort)order.BookId;
        node.Price = price;
        node.Lots = lots;
        node.Flags = FlagsOf(in order);
        if (NeedsDetail(in order)) AddDetail(link, in order, lots);
        return link;
    }

    private void AddDetail(int link, in NewOrder order, long lots)
    {
        ref var detail = ref _pool.AddDetail(link);
        detail.Entered = _pool[link].Arrival;
        detail.Type = order.Type;
        detail.TimeInForce = order.TimeInForce;
        detail.Peg = order.Peg;
        detail.TrailKind = order.TrailKind;
        detail.Contingency = order.Contingency;
        detail.DisplayQuantity = order.DisplayQuantity;
        detail.TriggerPrice = order.TriggerPrice;
        detail.Cap = order.Price;
        detail.Trail = order.Trail;
        detail.Offset = order.Offset;
        detail.MinimumQuantity = order.MinimumQuantity;
        detail.IsAllOrNone = Asks(in order, OrderConditions.AllOrNone);
        detail.ExpireNanos = order.ExpireNanos;
        if (order.TimeInForce == TimeInForce.Gtd) _expiries.Add(_pool[link].Detail);
        if (order.GroupId != 0) JoinGroup(link, ref detail, in order);
        SetLots(ref _pool[link], lots);
    }

    private static OrderFlag FlagsOf(in NewOrder order)
    {
        var flags = order.Side == Side.Sell ? OrderFlag.Sell : OrderFlag.None;
        if (order.TimeInForce == TimeInForce.Day) flags |= OrderFlag.Day;
        if (order.Conditions == OrderConditions.None && !NeedsDetail(in order) && order.TimeInForce != TimeInForce.AtOpen) return flags;
        if (order.Type == OrderType.Pegged) flags |= OrderFlag.Pegged | OrderFlag.Hidden;
        if (Asks(in order, OrderConditions.Hidden)) flags |= OrderFlag.Hidden;
        if (order.DisplayQuantity != 0) flags |= OrderFlag.Iceberg;
        if (order.GroupId != 0) flags |= OrderFlag.Grouped;
        if (Asks(in order, OrderConditions.ReduceOnly)) flags |= OrderFlag.ReduceOnly;
        if (Asks(in order, OrderConditions.PostOnly)) flags |= OrderFlag.PostOnly;
        if (Asks(in order, OrderConditions.PostOnlySlide)) flags |= OrderFlag.PostOnlySlide;
        if (Asks(in order, OrderConditions.CancelOnDisconnect)) flags |= OrderFlag.CancelOnDisconnect;
        if (order.TimeInForce == TimeInForce.Gtd) flags |= OrderFlag.Timed;
        if (order.TimeInForce == TimeInForce.AtOpen) flags |= OrderFlag.AtOpen;
        if (order.TimeInForce == TimeInForce.AtClose) flags |= OrderFlag.AtClose;
        return flags;
    }

    private void PlaceNew(Book book, int link, in NewOrder order)
    {
        if (IsHeld(in order)) SetAside(book, link, OrderPlace.Held);
        else Activate(book, link, order.Type, order.TimeInForce);
    }

    /// <summary>An order that is in no queue begins to wait for its trigger, is parked, or enters the book.</summary>
    private void Activate(Book book, int link, OrderType type, TimeInForce timeInForce)
    {
        if (OrderShape.Waits(type)) BeginToWait(book, link);
        else if (type == OrderType.Pegged) ParkPeg(book, link);
        else if (timeInForce == TimeInForce.AtClose && book.Phase != TradingPhase.ClosingAuction) SetAside(book, link, OrderPlace.Parked);
        else if (!book.IsContinuous) JoinAuction(book, link);
        else EnterNode(book, link, EntryOf(link, type, timeInForce));
    }

    private Entry EntryOf(int link, OrderType type, TimeInForce timeInForce)
    {
        ref var node = ref _pool[link];
        var leaves = LeavesOf(link);
        var mustTrade = timeInForce == TimeInForce.Fok ? leaves : 0;
        if (node.Detail != 0)
        {
            ref var detail = ref _pool.Detail(node.Detail);
            // It may have fewer lots by now than it had to trade.
            mustTrade = detail.IsAllOrNone ? leaves : Math.Max(mustTrade, Math.Min(detail.MinimumQuantity, leaves));
        }

        return new Entry { Type = type, TimeInForce = timeInForce, MustTrade = mustTrade, Price = node.Price };
    }

    /// <summary>Into the queue of its price, or that of market orders, without matching.</summary>
    private void JoinAuction(Book book, int link)
    {
        ref var node = ref _pool[link];
        if (node.Price != NewOrder.NoPrice)
        {
            if (HasLevelRoom(book, node.IsSell, node.Price)) book.Join(link);
            else CancelAside(book, link, CancelReason.CapacityReached);
            return;
        }

        node.Flags |= OrderFlag.MarketQueue;
        book.MarketQueue(node.IsSell).Append(_pool, link);
    }

    private void SetAside(Book book, int link, OrderPlace place)
    {
        ref var node = ref _pool[link];
        node.Flags |= OrderFlag.Aside;
        _pool.Detail(node.Detail).Place = place;
        book.Aside.Append(_pool, link);
    }

    private static bool HasLevelRoom(Book book, bool isSell, long price)
    {
        var ladder = book.SideOf(isSell);
        return ladder.HasRoomFor(ladder.KeyOf(price));
    }

    private static SelfTradePrevention ModeOf(Book book, SelfTradePrevention mode) =>
        mode != SelfTradePrevention.None ? mode : book.Rules.SelfTradePrevention;

    /// <summary>Open lots, the reserve of an iceberg included.</summary>
    private long LeavesOf(int link)
    {
        ref var node = ref _pool[link];
        return node.Has(OrderFlag.Iceberg) ? node.Lots + _pool.Detail(node.Detail).Reserve : node.Lots;
    }

    /// <summary>Gives an order that is in no queue its open lots: of an iceberg a fresh slice and the rest as reserve.</summary>
    private void SetLots(ref OrderNode node, long leaves)
    {
        node.Lots = leaves;
        if (!node.Has(OrderFlag.Iceberg)) return;
        ref var detail = ref _pool.Detail(node.Detail);
        node.Lots = Math.Min(detail.DisplayQuantity, leaves);
        detail.Reserve = leaves - node.Lots;
    }
}
