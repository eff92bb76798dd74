namespace LatencyEngine.Domain.Events;

/// <summary>
/// The commands: inputs that somebody asks for and that name who it was. Everything else that is an input comes from
/// feeds or from the session itself. Pure; any thread.
/// </summary>
public static class EngineCommands
{
    /// <summary>Every template that is a command, in the order of the schema.</summary>
    public static ReadOnlySpan<ushort> Templates =>
    [
        SubmitOrder.TemplateId, CancelOrder.TemplateId, ReplaceOrder.TemplateId, MassCancel.TemplateId,
        SetRiskLimit.TemplateId, SetTradingState.TemplateId, SetStrategyParameter.TemplateId,
        SetStrategyState.TemplateId, Deposit.TemplateId, Withdraw.TemplateId, Signal.TemplateId,
    ];

    /// <summary>Size of the block that this build knows for a command; 0 for a template that is none.</summary>
    public static int BlockBytesOf(ushort templateId) => templateId switch
    {
        SubmitOrder.TemplateId => SubmitOrder.BlockLength,
        CancelOrder.TemplateId => CancelOrder.BlockLength,
        ReplaceOrder.TemplateId => ReplaceOrder.BlockLength,
        MassCancel.TemplateId => MassCancel.BlockLength,
        SetRiskLimit.TemplateId => SetRiskLimit.BlockLength,
        SetTradingState.TemplateId => SetTradingState.BlockLength,
        SetStrategyParameter.TemplateId => SetStrategyParameter.BlockLength,
        SetStrategyState.TemplateId => SetStrategyState.BlockLength,
        Deposit.TemplateId => Deposit.BlockLength,
        Withdraw.TemplateId => Withdraw.BlockLength,
        Signal.TemplateId => Signal.BlockLength,
        _ => 0,
    };

    /// <summary>Who gave a command; 0 for the engine itself, and for an event that is no command.</summary>
    public static uint ActorOf(ref EngineEvent command) => command.TemplateId switch
    {
        SubmitOrder.TemplateId => command.As<SubmitOrder>().ActorId,
        CancelOrder.TemplateId => command.As<CancelOrder>().ActorId,
        ReplaceOrder.TemplateId => command.As<ReplaceOrder>().ActorId,
        MassCancel.TemplateId => command.As<MassCancel>().ActorId,
        SetRiskLimit.TemplateId => command.As<SetRiskLimit>().ActorId,
        SetTradingState.TemplateId => command.As<SetTradingState>().ActorId,
        SetStrategyParameter.TemplateId => command.As<SetStrategyParameter>().ActorId,
        SetStrategyState.TemplateId => command.As<SetStrategyState>().ActorId,
        Deposit.TemplateId => command.As<Deposit>().ActorId,
        Withdraw.TemplateId => command.As<Withdraw>().ActorId,
        Signal.TemplateId => command.As<Signal>().ActorId,
        _ => 0,
    };

    /// <summary>Says who gave a command; an event that is no command stays as it is.</summary>
    public static void SetActor(ref EngineEvent command, uint actorId)
    {
        switch (command.TemplateId)
        {
            case SubmitOrder.TemplateId: command.As<SubmitOrder>().ActorId = actorId; break;
            case CancelOrder.TemplateId: command.As<CancelOrder>().ActorId = actorId; break;
            case ReplaceOrder.TemplateId: command.As<ReplaceOrder>().ActorId = actorId; break;
            case MassCancel.TemplateId: command.As<MassCancel>().ActorId = actorId; break;
            case SetRiskLimit.TemplateId: command.As<SetRiskLimit>().ActorId = actorId; break;
            case SetTradingState.TemplateId: command.As<SetTradingState>().ActorId = actorId; break;
            case SetStrategyParameter.TemplateId: command.As<SetStrategyParameter>().ActorId = actorId; break;
            case SetStrategyState.TemplateId: command.As<SetStrategyState>().ActorId = actorId; break;
            case Deposit.TemplateId: command.As<Deposit>().ActorId = actorId; break;
            case Withdraw.TemplateId: command.As<Withdraw>().ActorId = actorId; break;
            case Signal.TemplateId: command.As<Signal>().ActorId = actorId; break;
        }
    }
}
