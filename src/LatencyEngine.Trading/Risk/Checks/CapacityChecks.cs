using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Whether there is room for the order, and a rate for its currency. Pure.</summary>
public static class CapacityChecks
{
    public static RiskVerdict Check(RiskState state, in OrderAsk ask)
    {
        var live = state.Orders.LiveCount + state.Approvals.NewOrders + (ask.IsReplace ? 0 : 1);
        if (live > state.Orders.Capacity)
            return RiskVerdict.Refuse(
                RejectReason.CapacityReached, ScopeKind.Engine, state.Orders.Capacity, live);
        if (ask.ViewIndex == PositionViews.None && state.Views.IsFull)
            return RiskVerdict.Refuse(
                RejectReason.CapacityReached, ScopeKind.Engine, state.Views.Count, state.Views.Count + 1);
        if (state.Approvals.IsFull)
            return RiskVerdict.Refuse(RejectReason.CapacityReached);
        return Rates(state, in ask);
    }

    // Without a rate to the account's currency nothing of the order could be counted.
    private static RiskVerdict Rates(RiskState state, in OrderAsk ask)
    {
        for (var scope = 0; scope <= ScopeRows.Strategy; scope++)
        {
            var row = ask.Rows[scope];
            if (row == ScopeRows.None) continue;
            if (scope != ScopeRows.Account && !LimitRules.CountMoney(state.Limits.KindsOf(row))) continue;
            if (!state.Exposures.TryConvert(1, ask.Currency, row, out _) || !state.Exposures.TryTotal(row, out _))
                return RiskVerdict.Refuse(RejectReason.UnknownCurrency, RiskState.KindOf(scope), 0, 0);
        }

        return RiskVerdict.Pass;
    }
}
