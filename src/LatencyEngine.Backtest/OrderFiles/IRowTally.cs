using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Counts what the rows of one format lead to. One thread.</summary>
internal interface IRowTally
{
    /// <param name="price">Of the row; of a cancel, where its order rested, ticks.</param>
    /// <param name="events">All that the core said to the row.</param>
    void Add(in OrderRow row, long price, ReadOnlySpan<MatchEvent> events);

    void AddTo(List<RunFigure> figures);
}
