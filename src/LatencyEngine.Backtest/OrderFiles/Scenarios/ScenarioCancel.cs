namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Lots of an order that were canceled in a scenario. A value.</summary>
/// <param name="Command">Which command led to it, from 1.</param>
/// <param name="Reason">A word of <see cref="ScenarioWords"/>.</param>
public readonly record struct ScenarioCancel(int Command, ulong OrderId, long Quantity, string Reason)
{
    public override string ToString() => $"command {Command}, {Quantity} of order {OrderId} ({Reason})";
}
