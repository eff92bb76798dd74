namespace LatencyEngine.Runtime.Metrics;

/// <summary>A bucket that holds something: its values, its count, and the count of it and all lower ones.</summary>
public readonly record struct HistogramBucket(long Lowest, long Highest, long Count, long CumulativeCount);
