namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>What became of a scenario: as it is expected, or as a core made it. Immutable.</summary>
public sealed record ScenarioOutcome
{
    public required IReadOnlyList<ScenarioTrade> Trades { get; init; }

    public required IReadOnlyList<ScenarioCancel> Cancels { get; init; }

    public required IReadOnlyList<ScenarioReject> Rejects { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<ScenarioLevel> Bids { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<ScenarioLevel> Asks { get; init; }

    /// <summary>Orders that wait for their trigger.</summary>
    public required IReadOnlyList<ulong> Stops { get; init; }
}
