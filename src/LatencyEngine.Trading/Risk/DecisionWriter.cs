using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Risk;

/// <summary>Writes what risk decides about the input in hand, in order. The risk stage's thread.</summary>
public sealed class DecisionWriter(Lane<Decision> decisions)
{
    private long _inputSequence;

    public void StartInput(long inputSequence) => _inputSequence = inputSequence;

    /// <summary>A new command or output, to be filled before <see cref="End"/>.</summary>
    public ref T Begin<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        ref var decision = ref decisions.Next(_inputSequence);
        decision.Hold = 0;
        decision.WorstPrice = 0;
        return ref decision.Event.Begin<T>();
    }

    /// <summary>An order of the engine itself, which holds nothing; as <see cref="Begin{T}"/>.</summary>
    public ref SubmitOrder BeginOrder(long worstPrice)
    {
        ref var decision = ref decisions.Next(_inputSequence);
        decision.Hold = 0;
        decision.WorstPrice = worstPrice;
        return ref decision.Event.Begin<SubmitOrder>();
    }

    public void End() => decisions.Added();

    /// <summary>Passes a command or output on as it is.</summary>
    /// <param name="hold">For orders: money to hold for all that is left to fill.</param>
    /// <param name="worstPrice">For market orders: where they stop.</param>
    public void Pass(in EngineEvent item, long hold = 0, long worstPrice = 0)
    {
        ref var decision = ref decisions.Next(_inputSequence);
        decision.Event = item;
        decision.Hold = hold;
        decision.WorstPrice = worstPrice;
        decisions.Added();
    }

    /// <param name="isEnded">The order itself is refused, and not only a change of one that lives on.</param>
    public void Reject(in OrderAsk ask, in RiskVerdict verdict, bool isEnded)
    {
        ref var rejected = ref Begin<OrderRejected>();
        rejected.InstrumentId = ask.InstrumentId;
        rejected.AccountId = ask.AccountId;
        rejected.StrategyId = ask.StrategyId;
        rejected.OrderId = ask.OrderId;
        rejected.ClientOrderId = ask.ClientOrderId;
        rejected.RejectReason = verdict.Reason;
        rejected.ScopeKind = verdict.Scope;
        rejected.Limit = verdict.Limit;
        rejected.Actual = verdict.Actual;
        rejected.ActorId = ask.ActorId;
        rejected.IsEnded = isEnded ? (byte)1 : (byte)0;
        End();
    }

    public void RejectCommand(in RefusedCommand refusal)
    {
        ref var rejected = ref Begin<CommandRejected>();
        rejected.ActorId = refusal.ActorId;
        rejected.CommandTemplateId = refusal.TemplateId;
        rejected.RejectReason = refusal.Reason;
        rejected.ScopeKind = refusal.ScopeKind;
        rejected.ScopeId = refusal.ScopeId;
        rejected.Limit = refusal.Limit;
        rejected.Actual = refusal.Actual;
        End();
    }
}
