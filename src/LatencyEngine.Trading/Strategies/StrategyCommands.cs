using LatencyEngine.Domain;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Trading.Strategies;

/// <summary>
/// Definitions, subscriptions, parameters and states of strategies. The strategy stage's thread; owns what it was told
/// of accounts and instruments.
/// </summary>
internal sealed class StrategyCommands(
    Capacities capacities, Subscriptions subscriptions, TimerQueue timers, StrategyCalls calls)
{
    private readonly InstrumentDefinition[] _instruments = new InstrumentDefinition[capacities.InstrumentIdEnd];
    private readonly bool[] _isAccount = new bool[Capacities.AccountIdEnd];
    private int _accountCount;

    /// <summary>Takes the accounts that risk takes, and no others.</summary>
    public void Apply(in AccountDefinition definition)
    {
        var id = definition.AccountId;
        if (id is 0 or >= Capacities.AccountIdEnd || definition.Currency == 0) return;
        if (_isAccount[id] || _accountCount == capacities.Accounts) return;
        _isAccount[id] = true;
        _accountCount++;
    }

    public void Apply(in InstrumentDefinition definition)
    {
        if (definition.InstrumentId < (uint)_instruments.Length) _instruments[definition.InstrumentId] = definition;
    }

    /// <summary>Without its account a strategy stays out of the session; risk answers that there is none.</summary>
    public void Apply(in StrategyDefinition definition)
    {
        var isKnown = definition.AccountId < Capacities.AccountIdEnd && _isAccount[definition.AccountId];
        if (isKnown && calls.SeatOf(definition.StrategyId) is var seat and >= 0 && calls.Seats[seat].Port is null)
            Attach(calls.Seats[seat], definition.AccountId);
    }

    public void Apply(in StrategySubscription subscription)
    {
        var index = calls.SeatOf(subscription.StrategyId);
        if (index < 0 || !Knows(subscription.InstrumentId) || calls.Seats[index].Port is not { } port) return;
        subscriptions.Add(index, subscription);
        var seat = calls.Seats[index];
        try
        {
            seat.Strategy.OnSubscribed(in _instruments[subscription.InstrumentId], port);
        }
        catch (Exception failure)
        {
            calls.Quarantine(seat, failure);
        }
    }

    public void Apply(in SetStrategyParameter command)
    {
        var index = calls.SeatOf(command.StrategyId);
        var isKnown = index >= 0 && calls.Seats[index].Port is not null;
        if (!isKnown)
            Reject(in command, RejectReason.UnknownStrategy, 0);
        else if (!calls.Seats[index].Allows(command.ParameterId, command.Value))
            Reject(in command, RejectReason.ValueOutOfRange, command.Value);
        else
            Set(index, in command);
    }

    public void Apply(in SetStrategyState command)
    {
        var index = calls.SeatOf(command.StrategyId);
        if (index < 0 || calls.Seats[index].Port is null)
            Reject(in command, RejectReason.UnknownStrategy);
        else if (command.StrategyState is StrategyState.Ready or StrategyState.WarmingUp)
            calls.Start(calls.Seats[index], StrategyReason.Command);
        else if (command.StrategyState is StrategyState.Stopped or StrategyState.Quarantined)
            Stop(calls.Seats[index], in command);
        else
            Reject(in command, RejectReason.MalformedCommand);
    }

    public void OpenSession()
    {
        foreach (var seat in calls.Seats)
            if (seat.Port is { State: not StrategyState.Quarantined }) calls.Start(seat, StrategyReason.SessionOpened);
    }

    private bool Knows(uint instrumentId) =>
        instrumentId < (uint)_instruments.Length && _instruments[instrumentId].InstrumentId != 0;

    private void Attach(StrategySeat seat, uint accountId)
    {
        try
        {
            seat.Attach(accountId, _instruments.Length, timers);
        }
        catch (Exception failure)
        {
            calls.Quarantine(seat, failure);
        }
    }

    private void Set(int index, in SetStrategyParameter command)
    {
        var old = calls.Seats[index].Values[command.ParameterId];
        calls.Call(index, Occasion.Parameter, command.ParameterId, command.Value);
        ref var changed = ref calls.Begin<StrategyParameterChanged>();
        changed.StrategyId = command.StrategyId;
        changed.ParameterId = command.ParameterId;
        changed.Value = command.Value;
        changed.OldValue = old;
        changed.ActorId = command.ActorId;
        calls.End();
    }

    // A strategy that sees nothing any more cannot look after its orders.
    private void Stop(StrategySeat seat, in SetStrategyState command)
    {
        calls.ChangeState(seat, command.StrategyState, StrategyReason.Command);
        ref var cancel = ref calls.Begin<MassCancel>();
        cancel.TimestampNanos = calls.NowNanos;
        cancel.ActorId = command.ActorId;
        cancel.ScopeKind = ScopeKind.Strategy;
        cancel.ScopeId = command.StrategyId;
        calls.End();
    }

    private void Reject(in SetStrategyParameter command, RejectReason reason, long actual) =>
        Reject(command.ActorId, SetStrategyParameter.TemplateId, reason, command.StrategyId, actual);

    private void Reject(in SetStrategyState command, RejectReason reason) =>
        Reject(command.ActorId, SetStrategyState.TemplateId, reason, command.StrategyId, 0);

    private void Reject(uint actorId, ushort command, RejectReason reason, ulong strategyId, long actual)
    {
        ref var rejected = ref calls.Begin<CommandRejected>();
        rejected.ActorId = actorId;
        rejected.CommandTemplateId = command;
        rejected.RejectReason = reason;
        rejected.ScopeKind = ScopeKind.Strategy;
        rejected.ScopeId = strategyId;
        rejected.Actual = actual;
        calls.End();
    }
}
