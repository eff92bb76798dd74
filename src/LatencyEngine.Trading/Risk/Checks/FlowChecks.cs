using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Whether there are too many orders: per second of event time, and live. Pure.</summary>
public static class FlowChecks
{
    public static RiskVerdict Rate(RiskState state, in OrderAsk ask)
    {
        if (state.Window.IsFull)
            return RiskVerdict.Refuse(
                RejectReason.OrderRateExceeded, ScopeKind.Engine, RateWindow.Capacity, RateWindow.Capacity + 1);
        if (!Bounds.Has(in ask, LimitKind.OrderRateMax)) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            var row = ask.Rows[scope];
            if (!state.Limits.TryGet(row, LimitKind.OrderRateMax, out var limit)) continue;
            var rate = state.Window.CountOf(row) + 1;
            if (rate > limit)
                return RiskVerdict.Refuse(RejectReason.OrderRateExceeded, RiskState.KindOf(scope), limit, rate);
        }

        return RiskVerdict.Pass;
    }

    public static RiskVerdict OpenOrders(RiskState state, in OrderAsk ask)
    {
        if (ask.IsReplace || !Bounds.Has(in ask, LimitKind.OpenOrdersMax)) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            var row = ask.Rows[scope];
            if (!state.Limits.TryGet(row, LimitKind.OpenOrdersMax, out var limit)) continue;
            var orders = state.Exposures.OrdersOf(row) + 1;
            if (orders > limit)
                return RiskVerdict.Refuse(RejectReason.TooManyOpenOrders, RiskState.KindOf(scope), limit, orders);
        }

        return RiskVerdict.Pass;
    }
}
