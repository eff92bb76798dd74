namespace LatencyEngine.Runtime.Metrics;

/// <summary>A line of a percentile distribution.</summary>
/// <param name="Value">The least reportable value that this share of all values does not exceed.</param>
/// <param name="Percentile">From 0 to 100.</param>
/// <param name="CumulativeCount">Values up to and including <paramref name="Value"/>.</param>
public readonly record struct PercentileStep(long Value, double Percentile, long CumulativeCount);
