using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Writes what happens to orders, and gives each order output of a strategy back to the strategies. The matching
/// stage's thread.
/// </summary>
public sealed class OrderReports(OutputWriter outputs, Lane<EngineEvent> reports)
{
    private readonly bool[] _isDeaf = new bool[ushort.MaxValue + 1];

    public OutputWriter Outputs => outputs;

    /// <summary>Nobody reads reports but the strategies in these seats that take feedback. Before the first one.</summary>
    public void ReportOnlyTo(IReadOnlyList<StrategySeat> seats)
    {
        Array.Fill(_isDeaf, true);
        foreach (var seat in seats) _isDeaf[seat.StrategyId] = !seat.Strategy.TakesFeedback;
    }

    public void Accepted(in Order order)
    {
        ref var accepted = ref outputs.Begin<OrderAccepted>();
        accepted.InstrumentId = order.InstrumentId;
        accepted.AccountId = order.AccountId;
        accepted.StrategyId = order.StrategyId;
        accepted.OrderId = order.OrderId;
        accepted.ClientOrderId = order.ClientOrderId;
        accepted.PriceRaw = order.Price;
        accepted.Quantity = order.Quantity;
        accepted.Side = order.Side;
        accepted.OrderType = order.Type;
        accepted.TimeInForce = order.TimeInForce;
        accepted.OrderFlags = order.Flags;
        End(order.StrategyId);
    }

    /// <param name="isEnded">The order itself is refused, rather than only a change of it.</param>
    public void Rejected(in Order order, in Refusal refusal, bool isEnded)
    {
        ref var rejected = ref Begin(in refusal, isEnded);
        rejected.InstrumentId = order.InstrumentId;
        rejected.AccountId = order.AccountId;
        rejected.StrategyId = order.StrategyId;
        rejected.OrderId = order.OrderId;
        rejected.ClientOrderId = order.ClientOrderId;
        rejected.ActorId = order.ActorId;
        End(order.StrategyId);
    }

    /// <summary>An order that never came to be.</summary>
    public void Rejected(in SubmitOrder submit, in Refusal refusal)
    {
        ref var rejected = ref Begin(in refusal, isEnded: true);
        rejected.InstrumentId = submit.InstrumentId;
        rejected.AccountId = submit.AccountId;
        rejected.StrategyId = submit.StrategyId;
        rejected.ClientOrderId = submit.ClientOrderId;
        rejected.ActorId = submit.ActorId;
        End(submit.StrategyId);
    }

    /// <summary>A change of an order that is not there, or no longer.</summary>
    public void Rejected(in InFlight change, in Refusal refusal)
    {
        ref var rejected = ref Begin(in refusal, isEnded: false);
        rejected.InstrumentId = change.InstrumentId;
        rejected.AccountId = change.AccountId;
        rejected.StrategyId = change.StrategyId;
        rejected.OrderId = change.OrderId;
        rejected.ClientOrderId = change.ClientOrderId;
        rejected.ActorId = change.ActorId;
        End(change.StrategyId);
    }

    public void Replaced(in Order order, long quantity, bool keptPriority)
    {
        ref var replaced = ref outputs.Begin<OrderReplaced>();
        replaced.InstrumentId = order.InstrumentId;
        replaced.AccountId = order.AccountId;
        replaced.StrategyId = order.StrategyId;
        replaced.OrderId = order.OrderId;
        replaced.ClientOrderId = order.ClientOrderId;
        replaced.PriceRaw = order.Price;
        replaced.Quantity = quantity;
        replaced.LeavesQuantity = quantity - order.FilledLots;
        replaced.KeptPriority = keptPriority ? (byte)1 : (byte)0;
        End(order.StrategyId);
    }

    public void Canceled(in Order order, CancelReason reason)
    {
        ref var canceled = ref outputs.Begin<OrderCanceled>();
        canceled.InstrumentId = order.InstrumentId;
        canceled.AccountId = order.AccountId;
        canceled.StrategyId = order.StrategyId;
        canceled.OrderId = order.OrderId;
        canceled.ClientOrderId = order.ClientOrderId;
        canceled.LeavesQuantity = order.LeavesLots;
        canceled.CancelReason = reason;
        End(order.StrategyId);
    }

    public void Expired(in Order order)
    {
        ref var expired = ref outputs.Begin<OrderExpired>();
        expired.InstrumentId = order.InstrumentId;
        expired.AccountId = order.AccountId;
        expired.StrategyId = order.StrategyId;
        expired.OrderId = order.OrderId;
        expired.ClientOrderId = order.ClientOrderId;
        expired.LeavesQuantity = order.LeavesLots;
        End(order.StrategyId);
    }

    /// <summary>Gives a fill that accounting has written back to its strategy, as it was written.</summary>
    public void Filled(in OrderFilled filled)
    {
        if (!IsHeardBy(filled.StrategyId)) return;
        reports.Next(outputs.InputSequence).Set(in filled);
        reports.Added();
    }

    /// <summary>Writes an output of an earlier stage.</summary>
    public void Pass(ref EngineEvent prepared)
    {
        outputs.Write(ref prepared);
        // The heads of all outputs are alike; see EngineEventTests.
        if (prepared.TemplateId is >= OrderAccepted.TemplateId and <= OrderFilled.TemplateId)
            Report(prepared.As<OrderAccepted>().StrategyId);
    }

    public void CommandRejected(ushort templateId, RejectReason reason, ScopeKind scope, ulong scopeId)
    {
        ref var rejected = ref outputs.Begin<CommandRejected>();
        rejected.CommandTemplateId = templateId;
        rejected.RejectReason = reason;
        rejected.ScopeKind = scope;
        rejected.ScopeId = scopeId;
        outputs.End();
    }

    public void Alert(AlertKind kind, AlertSeverity severity, uint instrumentId, long detail, long detail2)
    {
        ref var alert = ref outputs.Begin<AlertRaised>();
        alert.AlertKind = kind;
        alert.Severity = severity;
        alert.InstrumentId = instrumentId;
        alert.Detail = detail;
        alert.Detail2 = detail2;
        outputs.End();
    }

    private ref OrderRejected Begin(in Refusal refusal, bool isEnded)
    {
        ref var rejected = ref outputs.Begin<OrderRejected>();
        rejected.RejectReason = refusal.Reason;
        rejected.ScopeKind = refusal.Scope;
        rejected.Limit = refusal.Limit;
        rejected.Actual = refusal.Actual;
        rejected.IsEnded = isEnded ? (byte)1 : (byte)0;
        return ref rejected;
    }

    private void End(ushort strategyId)
    {
        outputs.End();
        Report(strategyId);
    }

    private void Report(ushort strategyId)
    {
        if (IsHeardBy(strategyId)) reports.Add(outputs.InputSequence, in outputs.Last);
    }

    private bool IsHeardBy(ushort strategyId) => strategyId != 0 && !_isDeaf[strategyId];
}
