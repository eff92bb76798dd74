using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Comparison;

/// <summary>How one side of a comparison is run. Cold, immutable.</summary>
public sealed record ComparedRun
{
    /// <summary>Fresh stages with open gates and the strategies of this side.</summary>
    public required Func<TradingStages> MakeStages { get; init; }

    /// <summary>
    /// What is defined before trading, <c>SessionOpened</c> last, in place of the recorded inputs up to it; <c>null</c>
    /// for these. They are given the time of the first recorded input.
    /// </summary>
    public IReadOnlyList<EngineEvent>? Definitions { get; init; }

    /// <summary>
    /// Whether commands that people and programs sent after the opening are sent again. Time, market data and signals
    /// always are.
    /// </summary>
    public bool KeepsCommands { get; init; } = true;
}
