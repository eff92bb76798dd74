using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Commands to an empty book, and what must become of them. Immutable.</summary>
public sealed record Scenario
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>Before the first command, ticks; or <see cref="NewOrder.NoPrice"/>.</summary>
    public required long LastPrice { get; init; }

    public required IReadOnlyList<ScenarioCommand> Commands { get; init; }

    public required ScenarioOutcome Expected { get; init; }
}
