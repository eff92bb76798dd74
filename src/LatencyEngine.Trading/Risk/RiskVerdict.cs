using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// What a check says of an order: nothing, or one reason with whose limit it was, what was allowed and what was asked
/// for. A value.
/// </summary>
public readonly record struct RiskVerdict(RejectReason Reason, ScopeKind Scope, long Limit, long Actual)
{
    public static RiskVerdict Pass => default;

    public bool IsPass => Reason == RejectReason.None;

    /// <summary>A refusal that no limit explains.</summary>
    public static RiskVerdict Refuse(RejectReason reason) => new(reason, ScopeKind.None, 0, 0);

    /// <summary>A refusal with the numbers behind it; numbers too large to be told are told as the largest.</summary>
    public static RiskVerdict Refuse(RejectReason reason, ScopeKind scope, long limit, Int128 actual) =>
        new(reason, scope, limit, Worth.Clamp(actual));
}
