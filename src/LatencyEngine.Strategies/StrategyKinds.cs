using LatencyEngine.Strategies.MarketMaking;
using LatencyEngine.Strategies.MovingAverageCrossover;

namespace LatencyEngine.Strategies;

/// <summary>The kinds of strategy that there are, by name. Cold; any thread.</summary>
[ColdPath("strategies are made at start-up")]
public static class StrategyKinds
{
    public static IReadOnlyList<StrategyKind> All { get; } =
    [
        new(
            "maCrossover", "Follows trends: a fast average of prices against a slow one.",
            CrossoverParameters.Describe(), static () => new CrossoverStrategy()),
        new(
            "marketMaker", "Quotes both sides, wider with volatility, leaning against its inventory.",
            MarketMakerParameters.Describe(), static () => new MarketMaker()),
    ];

    /// <returns>The kind of this exact name; <c>null</c> when there is none.</returns>
    public static StrategyKind? Find(string name)
    {
        foreach (var kind in All)
            if (kind.Name == name) return kind;
        return null;
    }
}
