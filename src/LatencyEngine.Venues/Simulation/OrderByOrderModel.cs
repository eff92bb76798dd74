using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// A market of orders: each rests in a queue by price and age, and each change of one is told. One thread;
/// owns the orders of its instruments.
/// </summary>
/// <remarks>
/// All orders of a side lie within 16 ticks of its best. The last level of a side is never emptied, and the
/// best does not improve while orders lie where the window would end: these are canceled first. A message
/// changes at most
/// <see cref="ChangesMax"/> orders.
/// </remarks>
internal sealed class OrderByOrderModel(RandomSource random, TradeTape tape, EventBatch events, int instruments)
    : IMarketModel
{
    public const int ChangesMax = 8;

    private const int OpeningLevels = 8;
    private const int OpeningOrdersPerLevel = 3;
    private const int LiveMin = 16;
    private const int FarLevel = 48; // Chances are of 256.
    private const int Reduce = 64;
    private const int SeekOlder = 160;
    private const int CancelPerLive = 2;

    private readonly OrderQueues _queues = new(instruments);
    private ulong _lastOrderId;

    public void Open(ref InstrumentState state)
    {
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            var best = state.SideOf(side).Key;
            for (var i = 0; i < OpeningLevels * OpeningOrdersPerLevel; i++)
                Rest(ref state, side, best - (i % OpeningLevels), FreshLots(state));
        }
    }

    public void Apply(ref InstrumentState state, FlowAction action)
    {
        switch (action.Kind)
        {
            case FlowKind.Improve: Improve(ref state, action.Side); break;
            case FlowKind.Retreat: Retreat(ref state, action.Side); break;
            case FlowKind.Revise: Revise(ref state, action.Side, action.Distance); break;
            case FlowKind.TradeHidden: TradeHidden(state, action.Side); break;
            default: Trade(ref state, action.Side); break;
        }
    }

    public void TellClear(in InstrumentState state) =>
        events.Order(state, BookOrderAction.Clear, orderId: 0, Side.None, price: 0, lots: 0);

    /// <summary>
    /// Best levels first, and of each level the oldest orders first: adding them in turn gives the queues.
    /// </summary>
    public void TellBook(in InstrumentState state)
    {
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            var (queue, best) = (QueueOf(state, side), state.SideOf(side).Key);
            for (var key = best; key > best - LevelWindow.Levels; key--) TellLevel(state, side, queue, key);
        }
    }

    private void TellLevel(in InstrumentState state, Side side, int queue, int key)
    {
        var place = _queues.OldestAt(queue, key);
        for (; place != OrderQueues.Nowhere; place = _queues.NewerThan(queue, place))
            Tell(state, BookOrderAction.Add, side, key, place, _queues.LotsOf(queue, place));
    }

    private void Improve(ref InstrumentState state, Side side)
    {
        if (state.SpreadTicks < 2) return;
        var (queue, key) = (QueueOf(state, side), state.SideOf(side).Key + 1);
        var fallsOut = key - LevelWindow.Levels;
        if (LevelWindow.Has(_queues.UsedOf(queue), fallsOut))
            Delete(ref state, side, fallsOut, _queues.OldestAt(queue, fallsOut));
        else Add(ref state, side, key);
    }

    private void Retreat(ref InstrumentState state, Side side)
    {
        var (queue, key) = (QueueOf(state, side), state.SideOf(side).Key);
        if (LevelWindow.CountOf(_queues.UsedOf(queue)) == 1)
        {
            Add(ref state, side, key - 1);
            return;
        }

        for (var i = 0; i < ChangesMax && state.SideOf(side).Key == key; i++)
            Delete(ref state, side, key, _queues.NewestAt(queue, key));
    }

    private void Revise(ref InstrumentState state, Side side, int distance)
    {
        var live = _queues.LiveIn(state.Book);
        if (live < LiveMin || !random.Chance(live * CancelPerLive))
            Add(ref state, side, state.SideOf(side).Key - distance);
        else Cancel(ref state, side, distance);
    }

    private void Add(ref InstrumentState state, Side side, int key)
    {
        if (_queues.LiveIn(state.Book) == OrderQueues.OrdersMax)
        {
            Cancel(ref state, side, FlowProcess.DistanceTicksMax);
            return;
        }

        Rest(ref state, side, key, FreshLots(state));
        var queue = QueueOf(state, side);
        var place = _queues.NewestAt(queue, key);
        Tell(state, BookOrderAction.Add, side, key, place, _queues.LotsOf(queue, place));
    }

    private void Rest(ref InstrumentState state, Side side, int key, int lots)
    {
        _queues.Add(QueueOf(state, side), key, ++_lastOrderId, lots);
        Refresh(ref state, side, Math.Max(key, state.SideOf(side).Key));
    }

    /// <summary>
    /// The youngest orders are the first to be canceled, mostly; the farthest levels are cleaned now and
    /// then.
    /// </summary>
    private void Cancel(ref InstrumentState state, Side side, int distance)
    {
        var (queue, best) = (QueueOf(state, side), state.SideOf(side).Key);
        var used = _queues.UsedOf(queue);
        var key = random.Chance(FarLevel)
            ? LevelWindow.LastFrom(used, best)
            : LevelWindow.FirstFrom(used, best - distance);
        if (key <= best - LevelWindow.Levels) key += LevelWindow.Levels; // Nothing below: it went around.
        var place = SomeOrderAt(queue, key);
        var lots = _queues.LotsOf(queue, place);
        if (lots > state.RoundLot && (random.Chance(Reduce) || IsLast(queue, key, place)))
            Take(ref state, side, key, place, PartOf(state, lots), BookOrderAction.Reduce);
        else if (!IsLast(queue, key, place))
            Delete(ref state, side, key, place);
    }

    private byte SomeOrderAt(int queue, int key)
    {
        var place = _queues.NewestAt(queue, key);
        while (random.Chance(SeekOlder) && _queues.OlderThan(queue, place) != OrderQueues.Nowhere)
            place = _queues.OlderThan(queue, place);
        return place;
    }

    /// <summary>A multiple of the round lot, less than the whole.</summary>
    private int PartOf(in InstrumentState state, int lots)
    {
        var roundLots = (lots - 1) / state.RoundLot;
        return state.RoundLot * (1 + random.Below(roundLots));
    }

    /// <summary>Executes the oldest orders at the best price until the aggressor has enough.</summary>
    private void Trade(ref InstrumentState state, Side aggressor)
    {
        var side = BookSide.Opposite(aggressor);
        var queue = QueueOf(state, side);
        var wanted = FreshLots(state);
        for (var i = 0; i < ChangesMax && wanted > 0; i++)
        {
            var key = state.SideOf(side).Key;
            var place = _queues.OldestAt(queue, key);
            var lots = Math.Min(wanted, _queues.LotsOf(queue, place));
            if (lots == _queues.LotsOf(queue, place) && IsLast(queue, key, place)) lots -= state.RoundLot;
            if (lots <= 0) return;
            var price = state.PriceOf(side, key);
            Take(ref state, side, key, place, lots, BookOrderAction.Execute);
            tape.Print(state, aggressor, price, lots);
            wanted -= lots;
        }
    }

    private void TradeHidden(in InstrumentState state, Side aggressor)
    {
        var (price, lots) = (TradeTape.HiddenPriceOf(state, aggressor), FreshLots(state));
        var side = BookSide.Opposite(aggressor);
        events.Order(state, BookOrderAction.ExecuteHidden, orderId: 0, side, price, lots);
        tape.Print(state, aggressor, price, lots);
    }

    private void Delete(ref InstrumentState state, Side side, int key, byte place) =>
        Take(ref state, side, key, place, _queues.LotsOf(QueueOf(state, side), place), BookOrderAction.Delete);

    private void Take(
        ref InstrumentState state, Side side, int key, byte place, int lots, BookOrderAction action)
    {
        var queue = QueueOf(state, side);
        Tell(state, action, side, key, place, lots);
        _queues.Take(queue, key, place, lots);
        if (key != state.SideOf(side).Key) return;
        Refresh(ref state, side, LevelWindow.FirstFrom(_queues.UsedOf(queue), key));
    }

    private void Refresh(ref InstrumentState state, Side side, int best) =>
        state.SetBest(side, best, _queues.LotsAt(QueueOf(state, side), best));

    private void Tell(in InstrumentState state, BookOrderAction action, Side side, int key, byte place, int lots) =>
        events.Order(
            state, action, _queues.IdOf(QueueOf(state, side), place), side, state.PriceOf(side, key), lots);

    /// <summary>Whether a side would be empty without this order.</summary>
    private bool IsLast(int queue, int key, byte place) =>
        LevelWindow.CountOf(_queues.UsedOf(queue)) == 1
        && _queues.OldestAt(queue, key) == place
        && _queues.NewestAt(queue, key) == place;

    private int FreshLots(in InstrumentState state) => SizeTable.DrawLots(random, state);

    private static int QueueOf(in InstrumentState state, Side side) => (state.Book * 2) + BookSide.IndexOf(side);
}
