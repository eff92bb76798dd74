using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Trading.Matching;

/// <summary>Which output of an input tells what became of the command that the input is. Pure.</summary>
internal static class CommandOutcome
{
    /// <summary>Whether this output answers this command, rather than something else that its input caused.</summary>
    public static bool Tells(ref EngineEvent output, ref EngineEvent command) => output.TemplateId switch
    {
        CommandRejected.TemplateId => IsRefusalOf(in output.As<CommandRejected>(), ref command),
        OrderAccepted.TemplateId => command.TemplateId == SubmitOrder.TemplateId && IsOfOrder(ref output, ref command),
        OrderRejected.TemplateId => IsOfOrder(ref output, ref command),
        OrderReplaced.TemplateId => command.TemplateId == ReplaceOrder.TemplateId && IsOfOrder(ref output, ref command),
        OrderCanceled.TemplateId => command.TemplateId == MassCancel.TemplateId
            || (command.TemplateId == CancelOrder.TemplateId && IsOfOrder(ref output, ref command)),
        RiskLimitChanged.TemplateId => command.TemplateId == SetRiskLimit.TemplateId,
        TradingStateChanged.TemplateId => command.TemplateId == SetTradingState.TemplateId,
        StrategyParameterChanged.TemplateId => command.TemplateId == SetStrategyParameter.TemplateId,
        StrategyStateChanged.TemplateId => command.TemplateId == SetStrategyState.TemplateId
            && output.As<StrategyStateChanged>().StrategyId == command.As<SetStrategyState>().StrategyId,
        LedgerPosted.TemplateId => IsPostingOf(in output.As<LedgerPosted>(), ref command),
        _ => false,
    };

    /// <summary>Why the command was refused; None where it was not.</summary>
    public static RejectReason ReasonOf(ref EngineEvent output) => output.TemplateId switch
    {
        CommandRejected.TemplateId => output.As<CommandRejected>().RejectReason,
        OrderRejected.TemplateId => output.As<OrderRejected>().RejectReason,
        _ => RejectReason.None,
    };

    private static bool IsRefusalOf(in CommandRejected rejected, ref EngineEvent command) =>
        rejected.CommandTemplateId == command.TemplateId && rejected.ActorId == EngineCommands.ActorOf(ref command);

    private static bool IsPostingOf(in LedgerPosted posted, ref EngineEvent command) => posted.PostingKind switch
    {
        PostingKind.Deposit => command.TemplateId == Deposit.TemplateId,
        PostingKind.Withdrawal => command.TemplateId == Withdraw.TemplateId,
        _ => false,
    };

    // A command names its order by either id, and an output tells both.
    private static bool IsOfOrder(ref EngineEvent output, ref EngineEvent command)
    {
        var (account, client, order) = IdsOf(ref output);
        var (ofAccount, ofClient, ofOrder) = IdsOf(ref command);
        return account == ofAccount && (ofOrder != 0 ? order == ofOrder : client == ofClient);
    }

    private static (uint Account, ulong Client, ulong Order) IdsOf(ref EngineEvent e)
    {
        switch (e.TemplateId)
        {
            case SubmitOrder.TemplateId:
                ref var submit = ref e.As<SubmitOrder>();
                return (submit.AccountId, submit.ClientOrderId, 0);
            case CancelOrder.TemplateId:
                ref var cancel = ref e.As<CancelOrder>();
                return (cancel.AccountId, cancel.ClientOrderId, cancel.OrderId);
            case ReplaceOrder.TemplateId:
                ref var replace = ref e.As<ReplaceOrder>();
                return (replace.AccountId, replace.ClientOrderId, replace.OrderId);
            case OrderAccepted.TemplateId:
                ref var accepted = ref e.As<OrderAccepted>();
                return (accepted.AccountId, accepted.ClientOrderId, accepted.OrderId);
            case OrderRejected.TemplateId:
                ref var rejected = ref e.As<OrderRejected>();
                return (rejected.AccountId, rejected.ClientOrderId, rejected.OrderId);
            case OrderReplaced.TemplateId:
                ref var replaced = ref e.As<OrderReplaced>();
                return (replaced.AccountId, replaced.ClientOrderId, replaced.OrderId);
            case OrderCanceled.TemplateId:
                ref var canceled = ref e.As<OrderCanceled>();
                return (canceled.AccountId, canceled.ClientOrderId, canceled.OrderId);
            default:
                return default;
        }
    }
}
