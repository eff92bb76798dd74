using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Holds one number against the limits that all scopes of an order have for it. Pure.</summary>
public static class Bounds
{
    /// <summary>Refuses when the number is above the limit of any scope.</summary>
    public static RiskVerdict AtMost(
        RiskState state, in OrderAsk ask, LimitKind kind, RejectReason reason, Int128 actual)
    {
        if ((ask.Kinds & RiskLimits.BitOf(kind)) == 0) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (state.Limits.TryGet(ask.Rows[scope], kind, out var limit) && actual > limit)
                return RiskVerdict.Refuse(reason, RiskState.KindOf(scope), limit, actual);
        return RiskVerdict.Pass;
    }

    /// <summary>Refuses when the number is below the limit of any scope.</summary>
    public static RiskVerdict AtLeast(
        RiskState state, in OrderAsk ask, LimitKind kind, RejectReason reason, Int128 actual)
    {
        if ((ask.Kinds & RiskLimits.BitOf(kind)) == 0) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (state.Limits.TryGet(ask.Rows[scope], kind, out var limit) && actual < limit)
                return RiskVerdict.Refuse(reason, RiskState.KindOf(scope), limit, actual);
        return RiskVerdict.Pass;
    }

    public static bool Has(in OrderAsk ask, LimitKind kind) => (ask.Kinds & RiskLimits.BitOf(kind)) != 0;
}
