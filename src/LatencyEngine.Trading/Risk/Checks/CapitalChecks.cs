using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Whether the account can pay: what the order must hold against its free cash, and what must stay free. Pure but for
/// the hold, which it writes down for matching.
/// </summary>
public static class CapitalChecks
{
    public static RiskVerdict Check(RiskState state, ref OrderAsk ask, in Instrument instrument)
    {
        ask.Hold = HoldOf(state, in ask, in instrument);
        if (ask.AddedHold <= 0) return RiskVerdict.Pass;
        var account = ask.Rows[ScopeRows.Account];
        var free = (Int128)state.Accounting.FreeCash(ask.AccountId, instrument.Definition.Currency)
            - state.Approvals.HeldOf(account, ask.Currency);
        if (ask.AddedHold > free)
            return RiskVerdict.Refuse(
                RejectReason.InsufficientCapital, ScopeKind.Account, Worth.Clamp(free), ask.AddedHold);
        return MustStayFree(state, in ask);
    }

    /// <summary>Money to hold for all that is left of an order; its value is known to be representable.</summary>
    public static long HoldOf(RiskState state, in OrderAsk ask, in Instrument instrument)
    {
        var open = (ask.IsBuy ? ask.View.Position.OpenBuyLots : ask.View.Position.OpenSellLots) - ask.OldLots;
        var fee = state.Accounting.WorstFee(ask.AccountId, in instrument, ask.HoldPrice, ask.Lots);
        return Holds.Of(
            in instrument, in ask.View.Position, Math.Max(0, open), ask.Side, ask.Lots, ask.HoldPrice, fee);
    }

    private static RiskVerdict MustStayFree(RiskState state, in OrderAsk ask)
    {
        if (!Bounds.Has(in ask, LimitKind.AvailableCapitalMin)) return RiskVerdict.Pass;
        var account = ask.Rows[ScopeRows.Account];
        if (!Equity.TryFree(state, in ask, account, out var free)
            || !state.Exposures.TryConvert(ask.AddedHold, ask.Currency, account, out var hold))
            return RiskVerdict.Pass; // A missing rate has its own refusal.
        return Bounds.AtLeast(
            state, ask, LimitKind.AvailableCapitalMin, RejectReason.InsufficientCapital, free - hold);
    }
}
