using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Exposure with the order live: gross, net, and the share of one instrument. Values are at the mark, not at the
/// order's price. What makes an exposure no larger passes. Pure but for the change, which it writes down.
/// </summary>
public static class ExposureChecks
{
    private const long One = 1_000_000_000;

    public static RiskVerdict Check(RiskState state, ref OrderAsk ask, in Instrument instrument)
    {
        const uint Asked = (1u << (int)LimitKind.GrossExposureMax) | (1u << (int)LimitKind.NetExposureMax)
            | (1u << (int)LimitKind.ConcentrationMax);
        if ((ask.Kinds & Asked) == 0) return RiskVerdict.Pass;
        ask.Change = ChangeBy(state, in ask, in instrument);
        var verdict = Gross(state, in ask);
        if (verdict.IsPass) verdict = Net(state, in ask);
        return verdict.IsPass ? Concentration(state, in ask) : verdict;
    }

    private static Exposure ChangeBy(RiskState state, in OrderAsk ask, in Instrument instrument)
    {
        var after = ask.View;
        if (ask.IsBuy) after.Position.OpenBuyLots += ask.AddedLots;
        else after.Position.OpenSellLots += ask.AddedLots;
        var change = after.Measure(in instrument, state.Marks[ask.InstrumentId].Reference);
        change.Subtract(in ask.View.Counted);
        return change;
    }

    private static RiskVerdict Gross(RiskState state, in OrderAsk ask)
    {
        if (!Bounds.Has(in ask, LimitKind.GrossExposureMax) || ask.Change.Gross <= 0) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (state.Limits.TryGet(ask.Rows[scope], LimitKind.GrossExposureMax, out var limit)
                && TryAfter(state, in ask, scope, out var after) && after.Gross > limit)
                return RiskVerdict.Refuse(
                    RejectReason.GrossExposureExceeded, RiskState.KindOf(scope), limit, after.Gross);
        return RiskVerdict.Pass;
    }

    private static RiskVerdict Net(RiskState state, in OrderAsk ask)
    {
        var grows = ask.IsBuy ? ask.Change.Long > 0 : ask.Change.Short < 0;
        if (!Bounds.Has(in ask, LimitKind.NetExposureMax) || !grows) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            if (!state.Limits.TryGet(ask.Rows[scope], LimitKind.NetExposureMax, out var limit)
                || !TryAfter(state, in ask, scope, out var after)) continue;
            var net = ask.IsBuy ? after.Long : -after.Short;
            if (net > limit)
                return RiskVerdict.Refuse(RejectReason.NetExposureExceeded, RiskState.KindOf(scope), limit, net);
        }

        return RiskVerdict.Pass;
    }

    private static RiskVerdict Concentration(RiskState state, in OrderAsk ask)
    {
        if (!Bounds.Has(in ask, LimitKind.ConcentrationMax) || ask.Change.Gross <= 0) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            if (!state.Limits.TryGet(ask.Rows[scope], LimitKind.ConcentrationMax, out var limit)) continue;
            // An instrument's own limit bounds its share in whichever account buys it.
            var owner = scope == ScopeRows.Instrument ? ScopeRows.Account : scope;
            if (!TryShare(state, in ask, owner, out var share)) continue;
            if (share > limit)
                return RiskVerdict.Refuse(
                    RejectReason.ConcentrationLimitExceeded, RiskState.KindOf(scope), limit, share);
        }

        return RiskVerdict.Pass;
    }

    /// <summary>The instrument's part of what the owner may hold at most, in 1e-9, rounded up.</summary>
    private static bool TryShare(RiskState state, in OrderAsk ask, int scope, out Int128 share)
    {
        share = 0;
        var row = ask.Rows[scope];
        if (!state.Exposures.TryConvert(InInstrument(state, in ask, scope), ask.Currency, row, out var part))
            return false;
        Int128 whole;
        if (state.Limits.TryGet(row, LimitKind.GrossExposureMax, out var gross)) whole = gross;
        else if (!Equity.TryOf(state, in ask, scope, out whole)) return false;
        share = whole <= 0 ? Worth.Unrepresentable : ((part * One) + whole - 1) / whole;
        return true;
    }

    private static Int128 InInstrument(RiskState state, in OrderAsk ask, int scope)
    {
        if (scope == ScopeRows.Engine) return state.Exposures.OfInstrument(ask.InstrumentId).Gross + ask.Change.Gross;
        var sum = ask.Change.Gross;
        if (scope == ScopeRows.Strategy) return sum + ask.View.Counted.Gross;
        for (var i = state.Views.FirstOf(ask.InstrumentId); i != PositionViews.None;)
        {
            ref readonly var view = ref state.Views[i];
            if (view.Position.AccountId == ask.AccountId) sum += view.Counted.Gross;
            i = view.NextOfInstrument;
        }

        return sum;
    }

    private static bool TryAfter(RiskState state, in OrderAsk ask, int scope, out Exposure after)
    {
        if (scope != ScopeRows.Instrument)
            return state.Exposures.TryTotal(ask.Rows[scope], ask.Currency, in ask.Change, out after);
        after = state.Exposures.OfInstrument(ask.InstrumentId);
        after.Add(in ask.Change);
        return true;
    }
}
