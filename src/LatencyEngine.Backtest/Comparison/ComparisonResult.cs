namespace LatencyEngine.Backtest.Comparison;

/// <summary>Both sides of a comparison. Cold, immutable.</summary>
/// <param name="Recorded">With the settings of the first side.</param>
/// <param name="Changed">With those of the second.</param>
public sealed record ComparisonResult(RunFigures Recorded, RunFigures Changed)
{
    /// <summary>Whether every output is the same.</summary>
    public bool IsSame => Recorded.OutputHash == Changed.OutputHash;
}
