using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// A market of best prices and trades: the state of an instrument is its whole book. One thread.
/// </summary>
internal sealed class TopOfBookModel(RandomSource random, TradeTape tape) : IMarketModel
{
    private const int BestLotsMax = 4 * SizeTable.RoundLotsMax; // Round lots.

    public void Open(ref InstrumentState state)
    {
        state.Bid.Lots = FreshLots(state);
        state.Ask.Lots = FreshLots(state);
    }

    public void Apply(ref InstrumentState state, FlowAction action)
    {
        switch (action.Kind)
        {
            case FlowKind.Improve: Move(ref state, action.Side, +1); break;
            case FlowKind.Retreat: Move(ref state, action.Side, -1); break;
            case FlowKind.Revise: Revise(ref state, action.Side); break;
            case FlowKind.TradeHidden: TradeHidden(state, action.Side); break;
            default: Trade(ref state, action.Side); break;
        }
    }

    /// <remarks>The quote that follows replaces the one before: there is nothing else to clear.</remarks>
    public void TellClear(in InstrumentState state)
    {
    }

    public void TellBook(in InstrumentState state)
    {
    }

    private void Move(ref InstrumentState state, Side side, int keys)
    {
        if (keys > 0 && state.SpreadTicks < 2) return;
        state.SetBest(side, state.SideOf(side).Key + keys, FreshLots(state));
    }

    private void Revise(ref InstrumentState state, Side side)
    {
        var best = state.SideOf(side);
        var change = FreshLots(state);
        var grows = best.Lots <= change || (random.Chance(128) && best.Lots < BestLotsMax * state.RoundLot);
        state.SetBest(side, best.Key, best.Lots + (grows ? change : -change));
    }

    private void Trade(ref InstrumentState state, Side aggressor)
    {
        var side = BookSide.Opposite(aggressor);
        var best = state.SideOf(side);
        var lots = Math.Min(FreshLots(state), best.Lots);
        tape.Print(state, aggressor, state.PriceOf(side, best.Key), lots);
        if (lots == best.Lots) state.SetBest(side, best.Key - 1, FreshLots(state));
        else state.SetBest(side, best.Key, best.Lots - lots);
    }

    private void TradeHidden(in InstrumentState state, Side aggressor) =>
        tape.Print(state, aggressor, TradeTape.HiddenPriceOf(state, aggressor), FreshLots(state));

    private int FreshLots(in InstrumentState state) => SizeTable.DrawLots(random, state);
}
