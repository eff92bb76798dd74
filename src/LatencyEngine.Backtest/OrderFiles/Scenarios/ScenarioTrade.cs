namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>A trade of a scenario. A value.</summary>
/// <param name="Command">Which command led to it, from 1.</param>
public readonly record struct ScenarioTrade(int Command, ulong Maker, ulong Taker, long Price, long Quantity)
{
    public override string ToString() => $"command {Command}, maker {Maker}, taker {Taker}, {Quantity} at {Price}";
}
