namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// The percentiles at which a distribution is written: a fixed number for each halving of the distance to 100, chosen
/// as HdrHistogram's percentile iterator chooses them, so that plotters meet what they expect. Pure.
/// </summary>
[ColdPath("reports are written by a cold thread")]
public static class PercentileSteps
{
    public const int DefaultPerHalving = 5;

    private const double Whole = 100.0;

    /// <summary>In ascending order; the last is 100 with the exact maximum. Empty when nothing was recorded.</summary>
    public static IReadOnlyList<PercentileStep> Of(LatencyHistogram histogram, int perHalving = DefaultPerHalving)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perHalving, 1);
        var steps = new List<PercentileStep>();
        var level = 0.0;
        foreach (var bucket in histogram)
        {
            var isLast = bucket.CumulativeCount == histogram.Count;
            var reached = Whole * bucket.CumulativeCount / histogram.Count;
            while (level <= reached)
            {
                steps.Add(new PercentileStep(bucket.Highest, level, bucket.CumulativeCount));
                level += Increment(level, perHalving);
                if (isLast) break; // One ordinary step in the last bucket, then the end.
            }
            if (isLast) steps.Add(new PercentileStep(bucket.Highest, Whole, bucket.CumulativeCount));
        }
        return steps;
    }

    private static double Increment(double level, int perHalving)
    {
        var halvings = (int)Math.Log2(Whole / (Whole - level)) + 1;
        return Whole / (perHalving * Math.Pow(2, halvings));
    }
}
