using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>
/// Whether an owner has lost as much as it may. The breach itself halts the scope; this keeps a scope that was
/// re-armed
/// too early from anything but closing. Pure.
/// </summary>
public static class LossChecks
{
    public static RiskVerdict Check(RiskState state, in OrderAsk ask)
    {
        const uint Asked = (1u << (int)LimitKind.DailyLossMax) | (1u << (int)LimitKind.DrawdownMax);
        if ((ask.Kinds & Asked) == 0 || ask.IsReducing) return RiskVerdict.Pass;
        var verdict = Check(state, in ask, LimitKind.DailyLossMax, RejectReason.DailyLossReached);
        return verdict.IsPass ? Check(state, in ask, LimitKind.DrawdownMax, RejectReason.DrawdownReached) : verdict;
    }

    private static RiskVerdict Check(RiskState state, in OrderAsk ask, LimitKind kind, RejectReason reason)
    {
        for (var scope = 0; scope <= ScopeRows.Strategy; scope++)
            if (ask.Rows[scope] != ScopeRows.None
                && state.Losses.IsReached(ask.Rows[scope], kind, out var limit, out var loss))
                return RiskVerdict.Refuse(reason, RiskState.KindOf(scope), limit, loss);
        return RiskVerdict.Pass;
    }
}
