namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Which order flow to make.</summary>
/// <param name="PrefillRows">Adds before the operations.</param>
/// <param name="PrefillDistanceTicks">How far these may be from the middle; 0 as far as the adds of the operations.</param>
public sealed record OrderFlowPlan(ulong Seed, int PrefillRows, int Operations, int PrefillDistanceTicks)
{
    private const ulong PublishedSeed = 20261121;
    private const int PublishedOperations = 1_000_000;

    /// <summary>The published flow, whose facts are <see cref="MainFacts"/>.</summary>
    public static OrderFlowPlan Main { get; } = new(PublishedSeed, 10_000, PublishedOperations, 0);

    /// <summary>The same into a deep book: half a million orders on forty thousand prices.</summary>
    public static OrderFlowPlan Deep { get; } = new(PublishedSeed, 500_000, PublishedOperations, 20_000);

    /// <summary>What <see cref="Main"/> comes to, as published beside its rows.</summary>
    public static OrderFlowFacts MainFacts { get; } = new()
    {
        Adds = 510_767,
        Cancels = 399_444,
        Takes = 99_789,
        CancelsDone = 391_734,
        CancelsRefused = 7_710,
        Trades = 206_676,
        TradesByTakes = 131_073,
        TradesByAdds = 75_603,
        AddsThatTraded = 38_279,
        AddsThatRested = 472_676,
        TakesWithRest = 1_102,
        Volume = 3_682_874,
        Notional = 368_299_349_669,
        TradeHash = 0x9a52_9f1b_6431_e35b,
        Resting = 8_394,
        Levels = 1_008,
        BestBid = 99_884,
        BestAsk = 99_885,
        RestingMost = 9_645,
    };
}
