using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Whether trading is on where the order is. Pure.</summary>
public static class StateChecks
{
    public static RiskVerdict Check(RiskState state, in OrderAsk ask, in Instrument instrument)
    {
        if (!instrument.IsOpen) return RiskVerdict.Refuse(RejectReason.InstrumentNotTradable);
        if (!state.Trading.IsSessionOpen)
            return RiskVerdict.Refuse(RejectReason.TradingHalted, ScopeKind.Engine, 0, 0);
        if (state.Trading.IsAny(in ask.Rows, TradingState.Halted, out var halted))
            return RiskVerdict.Refuse(RejectReason.TradingHalted, RiskState.KindOf(halted), 0, 0);
        return ask.IsReducing ? RiskVerdict.Pass : MustReduce(state, in ask);
    }

    private static RiskVerdict MustReduce(RiskState state, in OrderAsk ask)
    {
        var isAny = state.Trading.IsAny(in ask.Rows, TradingState.ReduceOnly, out var scope);
        if (!isAny && (ask.Flags & OrderFlags.ReduceOnly) == 0) return RiskVerdict.Pass;
        var kind = isAny ? RiskState.KindOf(scope) : ScopeKind.None;
        return RiskVerdict.Refuse(RejectReason.ReduceOnly, kind, ask.ClosableLots, ask.Lots);
    }
}
