using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// The kill switch: halts a scope, cancels its orders and closes its positions. The risk stage's thread.
/// </summary>
public sealed class Halts(RiskState state, DecisionWriter writer, FlattenSweep sweep)
{
    /// <summary>Halts and locks a scope. Closing positions needs their orders gone, so that it cancels too.</summary>
    public void Halt(int row, HaltReason reason, HaltFlags flags, uint actorId)
    {
        state.Trading.Halt(row);
        Tell(row, reason, flags, actorId);
        Act(row, flags, actorId);
    }

    /// <summary>Sets a scope to a state that does not lock it.</summary>
    public void Set(int row, TradingState tradingState, HaltFlags flags, uint actorId)
    {
        state.Trading.Set(row, tradingState);
        sweep.Stop(row);
        Tell(row, HaltReason.Command, flags, actorId);
        if (tradingState == TradingState.Active)
        {
            if (flags != HaltFlags.None) state.Trading.SetBreachPolicy(row, flags);
        }
        else
        {
            Act(row, flags, actorId);
        }
    }

    /// <summary>
    /// Looks at the losses of all owners whose profit may have changed; halts those that lost too much.
    /// </summary>
    public void CheckLosses()
    {
        foreach (var row in state.Losses.Dirty)
        {
            state.Losses.Observe(row);
            CheckLoss(row, LimitKind.DailyLossMax, HaltReason.DailyLoss);
            CheckLoss(row, LimitKind.DrawdownMax, HaltReason.Drawdown);
        }

        state.Losses.ForgetDirty();
    }

    private void CheckLoss(int row, LimitKind kind, HaltReason reason)
    {
        if (!state.Losses.IsNewlyReached(row, kind, out var limit, out var loss)) return;
        ref var breached = ref writer.Begin<RiskBreached>();
        breached.LimitKind = kind;
        breached.ScopeKind = state.Scopes.KindOf(row);
        breached.ScopeId = state.Scopes.IdOf(row);
        breached.Limit = limit;
        breached.Actual = loss;
        writer.End();
        Halt(row, reason, state.Trading.BreachPolicyOf(row), actorId: 0);
    }

    private void Act(int row, HaltFlags flags, uint actorId)
    {
        if (flags == HaltFlags.None) return;
        ref var cancel = ref writer.Begin<MassCancel>();
        cancel.ActorId = actorId;
        cancel.ScopeKind = state.Scopes.KindOf(row);
        cancel.ScopeId = state.Scopes.IdOf(row);
        writer.End();
        if ((flags & HaltFlags.Flatten) != 0) sweep.Start(row);
    }

    private void Tell(int row, HaltReason reason, HaltFlags flags, uint actorId)
    {
        ref var changed = ref writer.Begin<TradingStateChanged>();
        changed.ScopeKind = state.Scopes.KindOf(row);
        changed.ScopeId = state.Scopes.IdOf(row);
        changed.TradingState = state.Trading.StateOf(row);
        changed.HaltReason = reason;
        changed.HaltFlags = flags;
        changed.IsLocked = state.Trading.IsLocked(row) ? (byte)1 : (byte)0;
        changed.ActorId = actorId;
        writer.End();
    }
}
