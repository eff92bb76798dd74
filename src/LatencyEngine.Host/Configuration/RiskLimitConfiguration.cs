using LatencyEngine.Domain;

namespace LatencyEngine.Host.Configuration;

/// <summary>One limit that is set. Immutable.</summary>
/// <param name="Value">In the unit of the kind, as in the schema.</param>
public sealed record RiskLimitConfiguration(LimitKind Kind, long Value);
