using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Streams.Commands;

/// <summary>Who may give which command. Pure.</summary>
/// <remarks>
/// <code>
///                                               viewer  trader  admin
/// orders: submit, cancel, replace, cancel all             yes    yes
/// trading state: halted or reduced, no re-arming          yes    yes
/// trading state: active again, re-arming                         yes
/// limits, strategies, money, signals                             yes
/// </code>
/// An actor with accounts of its own gives commands for these alone, whatever its role: what holds for a strategy, an
/// instrument or the whole engine would touch others.
/// </remarks>
public static class CommandPermissions
{
    public static bool Allow(ActorKey actor, ref EngineEvent command) =>
        MayGive(actor.Role, ref command) && (actor.Accounts.IsEmpty || StaysWithin(actor, ref command));

    private static bool MayGive(ActorRole role, ref EngineEvent command) => role switch
    {
        ActorRole.Admin => true,
        ActorRole.Trader => IsForTraders(ref command),
        _ => false,
    };

    private static bool IsForTraders(ref EngineEvent command) => command.TemplateId switch
    {
        SubmitOrder.TemplateId or CancelOrder.TemplateId or ReplaceOrder.TemplateId or MassCancel.TemplateId => true,
        SetTradingState.TemplateId => OnlyReduces(in command.As<SetTradingState>()),
        _ => false,
    };

    private static bool OnlyReduces(in SetTradingState command) =>
        command.Rearm == 0 && command.TradingState is TradingState.Halted or TradingState.ReduceOnly;

    private static bool StaysWithin(ActorKey actor, ref EngineEvent command) => command.TemplateId switch
    {
        SubmitOrder.TemplateId => actor.MayUse(command.As<SubmitOrder>().AccountId),
        CancelOrder.TemplateId => actor.MayUse(command.As<CancelOrder>().AccountId),
        ReplaceOrder.TemplateId => actor.MayUse(command.As<ReplaceOrder>().AccountId),
        Deposit.TemplateId => actor.MayUse(command.As<Deposit>().AccountId),
        Withdraw.TemplateId => actor.MayUse(command.As<Withdraw>().AccountId),
        MassCancel.TemplateId => MayUse(actor, command.As<MassCancel>().ScopeKind, command.As<MassCancel>().ScopeId),
        SetRiskLimit.TemplateId => MayUse(actor, command.As<SetRiskLimit>().ScopeKind, command.As<SetRiskLimit>().ScopeId),
        SetTradingState.TemplateId =>
            MayUse(actor, command.As<SetTradingState>().ScopeKind, command.As<SetTradingState>().ScopeId),
        _ => false,
    };

    private static bool MayUse(ActorKey actor, ScopeKind scope, ulong id) =>
        scope == ScopeKind.Account && id <= uint.MaxValue && actor.MayUse((uint)id);
}
