using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Matching;

/// <summary>Why the venue refuses, and the numbers behind it. A value.</summary>
public readonly record struct Refusal(
    RejectReason Reason, ScopeKind Scope = ScopeKind.None, long Limit = 0, long Actual = 0);
