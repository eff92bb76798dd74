using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>Why a command that names no order is refused, with the numbers behind it.</summary>
public readonly record struct RefusedCommand(
    ushort TemplateId, uint ActorId, RejectReason Reason, ScopeKind ScopeKind, ulong ScopeId, long Limit, long Actual);
