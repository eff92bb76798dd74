namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>What a file of orders came to. Immutable.</summary>
/// <param name="Prefill">Rows that were there before the operations whose time is measured.</param>
/// <param name="Figures">In the order in which people want them.</param>
/// <param name="OrdersPeak">Most live orders after any row.</param>
/// <param name="LevelsPeak">Most prices of a side after any row.</param>
public sealed record OrderRunResult(
    int Prefill, IReadOnlyList<RunFigure> Figures, long Trades, long Volume, int OrdersPeak, int LevelsPeak);
