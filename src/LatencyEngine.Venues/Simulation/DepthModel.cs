using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// A market of levels: each change of a level is told. One thread; owns the levels of its instruments.
/// </summary>
/// <remarks>
/// A side has between 1 and 16 levels within 16 ticks of its best. An improvement of the best takes the level
/// away that falls out of this window; the last level of a side is never taken.
/// </remarks>
internal sealed class DepthModel(RandomSource random, TradeTape tape, EventBatch events, int instruments)
    : IMarketModel
{
    private const int OpeningLevels = 10;
    private const int LevelsMin = 4;
    private const int LevelLotsMax = 8 * SizeTable.RoundLotsMax; // Round lots.
    private const int Sides = 2;

    private readonly int[] _lots = new int[instruments * Sides * LevelWindow.Levels];
    private readonly ushort[] _used = new ushort[instruments * Sides];

    public void Open(ref InstrumentState state)
    {
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            var best = state.SideOf(side).Key;
            for (var i = OpeningLevels - 1; i >= 0; i--) Put(ref state, side, best - i, FreshLots(state));
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

    public void TellClear(in InstrumentState state)
    {
        events.Level(state, BookAction.Clear, Side.Buy, price: 0, lots: 0);
        events.Level(state, BookAction.Clear, Side.Sell, price: 0, lots: 0);
    }

    public void TellBook(in InstrumentState state)
    {
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            var best = state.SideOf(side).Key;
            for (var key = best; key > best - LevelWindow.Levels; key--)
                if (LevelWindow.Has(UsedOf(state, side), key)) TellSet(state, side, key);
        }
    }

    private void Improve(ref InstrumentState state, Side side)
    {
        if (state.SpreadTicks < 2) return;
        var key = state.SideOf(side).Key + 1;
        var fallsOut = key - LevelWindow.Levels;
        if (LevelWindow.Has(UsedOf(state, side), fallsOut)) Remove(ref state, side, fallsOut);
        Put(ref state, side, key, FreshLots(state));
        TellSet(state, side, key);
    }

    private void Retreat(ref InstrumentState state, Side side)
    {
        if (LevelWindow.CountOf(UsedOf(state, side)) > 1) Remove(ref state, side, state.SideOf(side).Key);
        else AddAt(ref state, side, state.SideOf(side).Key - 1);
    }

    private void Revise(ref InstrumentState state, Side side, int distance)
    {
        var used = UsedOf(state, side);
        var key = state.SideOf(side).Key - distance;
        var mayShrink = LevelWindow.CountOf(used) >= LevelsMin && LevelWindow.Has(used, key);
        var isFull = LotsAt(state, side, key) > LevelLotsMax * state.RoundLot;
        if (mayShrink && (isFull || random.Chance(128))) TakeBack(ref state, side, key);
        else AddAt(ref state, side, key);
    }

    private void AddAt(ref InstrumentState state, Side side, int key)
    {
        Put(ref state, side, key, LotsAt(state, side, key) + FreshLots(state));
        TellSet(state, side, key);
    }

    private void TakeBack(ref InstrumentState state, Side side, int key)
    {
        var rest = LotsAt(state, side, key) - FreshLots(state);
        if (rest <= 0)
        {
            Remove(ref state, side, key);
            return;
        }

        Put(ref state, side, key, rest);
        TellSet(state, side, key);
    }

    private void Trade(ref InstrumentState state, Side aggressor)
    {
        var side = BookSide.Opposite(aggressor);
        var best = state.SideOf(side);
        var mayEmpty = LevelWindow.CountOf(UsedOf(state, side)) > 1;
        var lots = Math.Min(FreshLots(state), mayEmpty ? best.Lots : best.Lots - state.RoundLot);
        if (lots <= 0) return;
        tape.Print(state, aggressor, state.PriceOf(side, best.Key), lots);
        if (lots == best.Lots)
        {
            Remove(ref state, side, best.Key);
            return;
        }

        Put(ref state, side, best.Key, best.Lots - lots);
        TellSet(state, side, best.Key);
    }

    private void TradeHidden(in InstrumentState state, Side aggressor) =>
        tape.Print(state, aggressor, TradeTape.HiddenPriceOf(state, aggressor), FreshLots(state));

    private void Put(ref InstrumentState state, Side side, int key, int lots)
    {
        LotsAt(state, side, key) = lots;
        UsedOf(state, side) = LevelWindow.With(UsedOf(state, side), key);
        if (key >= state.SideOf(side).Key) state.SetBest(side, key, lots);
    }

    private void Remove(ref InstrumentState state, Side side, int key)
    {
        events.Level(state, BookAction.Remove, side, state.PriceOf(side, key), lots: 0);
        LotsAt(state, side, key) = 0;
        ref var used = ref UsedOf(state, side);
        used = LevelWindow.Without(used, key);
        if (key != state.SideOf(side).Key) return;
        var next = LevelWindow.FirstFrom(used, key);
        state.SetBest(side, next, LotsAt(state, side, next));
    }

    private void TellSet(in InstrumentState state, Side side, int key) =>
        events.Level(state, BookAction.Set, side, state.PriceOf(side, key), LotsAt(state, side, key));

    private ref int LotsAt(in InstrumentState state, Side side, int key) =>
        ref _lots[(SideIndex(state, side) * LevelWindow.Levels) + LevelWindow.IndexOf(key)];

    private ref ushort UsedOf(in InstrumentState state, Side side) => ref _used[SideIndex(state, side)];

    private int FreshLots(in InstrumentState state) => SizeTable.DrawLots(random, state);

    private static int SideIndex(in InstrumentState state, Side side) =>
        (state.Book * Sides) + BookSide.IndexOf(side);
}
