namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>A command of a scenario that was refused. A value.</summary>
/// <param name="Command">From 1.</param>
/// <param name="Reason">A word of <see cref="ScenarioWords"/>.</param>
public readonly record struct ScenarioReject(int Command, ulong OrderId, string Reason)
{
    public override string ToString() => $"command {Command}, order {OrderId} ({Reason})";
}
