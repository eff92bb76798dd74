namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>What a command of a scenario asks for.</summary>
public enum ScenarioOperation
{
    None = 0,
    New = 1,
    Cancel = 2,
    Reduce = 3,
    Replace = 4,
}
