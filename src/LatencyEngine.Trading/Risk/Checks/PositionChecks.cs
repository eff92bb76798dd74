using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Positions in one instrument with all live orders of the order's side filled: short sales and the largest position.
/// Pure.
/// </summary>
/// <remarks>
/// A strategy has its own position, an account the sum of its strategies', engine and instrument that of all
/// accounts.
/// What adds no lots on its side passes: it makes nothing worse.
/// </remarks>
public static class PositionChecks
{
    public static RiskVerdict Check(RiskState state, in OrderAsk ask)
    {
        const uint Asked = (1u << (int)LimitKind.ShortSellingMax) | (1u << (int)LimitKind.PositionMax);
        if ((ask.Kinds & Asked) == 0 || ask.AddedLots <= 0) return RiskVerdict.Pass;
        var lots = LotsAfter(state, in ask);
        var verdict = ask.IsBuy
            ? RiskVerdict.Pass
            : AtMost(state, in ask, LimitKind.ShortSellingMax, RejectReason.ShortSellingForbidden, in lots);
        return verdict.IsPass
            ? AtMost(state, in ask, LimitKind.PositionMax, RejectReason.PositionLimitExceeded, in lots)
            : verdict;
    }

    private static RiskVerdict AtMost(
        RiskState state, in OrderAsk ask, LimitKind kind, RejectReason reason, in ScopeLots lots)
    {
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (state.Limits.TryGet(ask.Rows[scope], kind, out var limit) && lots[scope] > limit)
                return RiskVerdict.Refuse(reason, RiskState.KindOf(scope), limit, lots[scope]);
        return RiskVerdict.Pass;
    }

    /// <summary>Lots in the direction of the order, above zero when they go beyond flat.</summary>
    private static ScopeLots LotsAfter(RiskState state, in OrderAsk ask)
    {
        var lots = default(ScopeLots);
        lots[ScopeRows.Strategy] = LotsOf(in ask.View, in ask) + ask.AddedLots;
        lots[ScopeRows.Account] = ask.AddedLots;
        lots[ScopeRows.Engine] = ask.AddedLots;
        for (var i = state.Views.FirstOf(ask.InstrumentId); i != PositionViews.None;)
        {
            ref readonly var view = ref state.Views[i];
            var ofView = LotsOf(in view, in ask);
            lots[ScopeRows.Engine] += ofView;
            if (view.Position.AccountId == ask.AccountId) lots[ScopeRows.Account] += ofView;
            i = view.NextOfInstrument;
        }

        lots[ScopeRows.Instrument] = lots[ScopeRows.Engine];
        return lots;
    }

    private static Int128 LotsOf(in PositionView view, in OrderAsk ask) =>
        ask.IsBuy ? view.LongLots : -view.ShortLots;

    [System.Runtime.CompilerServices.InlineArray(ScopeRows.Count)]
    private struct ScopeLots
    {
        private Int128 _first;
    }
}
