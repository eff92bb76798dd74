using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>Changes of limits and trading states, and definitions of owners. The risk stage's thread.</summary>
public sealed class RiskCommands(RiskState state, DecisionWriter writer, Halts halts)
{
    private const HaltFlags KnownFlags = HaltFlags.CancelOrders | HaltFlags.Flatten;

    public void Apply(in SetRiskLimit command)
    {
        var reason = Find(command.ScopeKind, command.ScopeId, out var row);
        if (reason == RejectReason.None && !LimitRules.Exists(command.ScopeKind, command.LimitKind))
            reason = RejectReason.UnknownLimit;
        var greatest = LimitRules.Greatest(command.LimitKind);
        if (reason == RejectReason.None && command.Value > greatest) reason = RejectReason.ValueOutOfRange;
        if (reason == RejectReason.None) reason = Change(row, in command);
        if (reason != RejectReason.None)
        {
            writer.RejectCommand(new RefusedCommand(
                SetRiskLimit.TemplateId, command.ActorId, reason, command.ScopeKind, command.ScopeId, greatest,
                command.Value));
            return;
        }

        Tell(in command);
        if (row < state.Scopes.OwnerEnd) state.Losses.Touch(row); // A loss may be beyond it already.
    }

    public void Apply(in SetTradingState command)
    {
        var reason = Find(command.ScopeKind, command.ScopeId, out var row);
        if (command.TradingState is < TradingState.Active or > TradingState.Halted
            || (command.HaltFlags & ~KnownFlags) != 0 || command.Rearm > 1)
            reason = RejectReason.MalformedCommand;
        else if (reason == RejectReason.None && command.TradingState != TradingState.Halted && command.Rearm == 0
            && state.Trading.IsLocked(row))
            reason = RejectReason.NotArmed;
        if (reason != RejectReason.None)
            writer.RejectCommand(new RefusedCommand(
                SetTradingState.TemplateId, command.ActorId, reason, command.ScopeKind, command.ScopeId, 0, 0));
        else if (command.TradingState == TradingState.Halted)
            halts.Halt(row, HaltReason.Command, command.HaltFlags, command.ActorId);
        else
            halts.Set(row, command.TradingState, command.HaltFlags, command.ActorId);
    }

    /// <summary>A mass cancel passes when its scope is one.</summary>
    public bool Allows(in MassCancel command)
    {
        var reason = Find(command.ScopeKind, command.ScopeId, out _);
        if (command.Side > Side.Sell) reason = RejectReason.MalformedCommand;
        if (reason == RejectReason.None) return true;
        writer.RejectCommand(new RefusedCommand(
            MassCancel.TemplateId, command.ActorId, reason, command.ScopeKind, command.ScopeId, 0, 0));
        return false;
    }

    public void Apply(in StrategyDefinition definition)
    {
        var reason = state.Scopes.Apply(in definition);
        if (reason == RejectReason.None) return;
        writer.RejectCommand(new RefusedCommand(
            StrategyDefinition.TemplateId, 0, reason, ScopeKind.Strategy, definition.StrategyId, 0, 0));
    }

    public void Apply(in CurrencyRate rate)
    {
        var reason = rate.Rate <= 0 ? RejectReason.ValueOutOfRange
            : rate.FromCurrency == 0 || rate.ToCurrency == 0 || rate.FromCurrency == rate.ToCurrency
                ? RejectReason.MalformedCommand
            : state.Rates.Apply(in rate) == Runtime.Collections.MapAddition.Full ? RejectReason.CapacityReached
            : RejectReason.None;
        if (reason == RejectReason.None)
        {
            for (var row = 0; row < state.Scopes.OwnerEnd; row++)
                if (state.Scopes.IsInUse(row))
                    state.Losses.Touch(row);
            return;
        }

        writer.RejectCommand(new RefusedCommand(
            CurrencyRate.TemplateId, 0, reason, ScopeKind.Engine, 0, long.MaxValue, rate.Rate));
    }

    private RejectReason Find(ScopeKind kind, ulong id, out int row)
    {
        var reason = state.Scopes.Find(kind, id, out row);
        return reason == RejectReason.None && kind == ScopeKind.Instrument && !state.Instruments.Knows((uint)id)
            ? RejectReason.UnknownInstrument
            : reason;
    }

    private RejectReason Change(int row, in SetRiskLimit command)
    {
        if (command.Value < 0)
            return state.Limits.Remove(row, command.LimitKind) ? RejectReason.None : RejectReason.UnknownLimit;
        return state.Limits.TrySet(row, command.LimitKind, command.Value)
            ? RejectReason.None
            : RejectReason.CapacityReached;
    }

    private void Tell(in SetRiskLimit command)
    {
        ref var changed = ref writer.Begin<RiskLimitChanged>();
        changed.ScopeKind = command.ScopeKind;
        changed.ScopeId = command.ScopeId;
        changed.LimitKind = command.LimitKind;
        changed.Value = command.Value;
        changed.ActorId = command.ActorId;
        writer.End();
    }
}
