namespace LatencyEngine.Trading.Exchange;

/// <summary>How one book works; fixed when it is opened.</summary>
public readonly record struct BookRules
{
    public const int LadderTicksDefault = 4_096;
    public const int LevelsPerSideDefault = 4_096;

    public BookRules()
    {
    }

    /// <summary>
    /// Ticks beside the best price whose levels are found at once; a power of two from 64 to 262,144. Prices farther away
    /// are found by binary search.
    /// </summary>
    public int LadderTicks { get; init; } = LadderTicksDefault;

    /// <summary>Most prices with orders on a side, 1 to 2^20. One more is refused with CapacityReached.</summary>
    public int LevelsPerSide { get; init; } = LevelsPerSideDefault;

    /// <summary>For orders that name none.</summary>
    public SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>Whether positions of accounts are kept, so that reduce-only orders can be taken.</summary>
    public bool TracksPositions { get; init; }

    public TradingPhase FirstPhase { get; init; } = TradingPhase.Continuous;

    /// <summary>Last price before the first trade, ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long LastPrice { get; init; } = NewOrder.NoPrice;

    /// <summary>Lowest price that orders may have and trades happen at, ticks.</summary>
    public long PriceMin { get; init; } = MatchingCapacities.PriceMin;

    /// <summary>Highest price that orders may have and trades happen at, ticks.</summary>
    public long PriceMax { get; init; } = MatchingCapacities.PriceMax;

    /// <summary>
    /// A trade farther than this many ticks from the last price before its command does not happen: an intraday auction
    /// begins instead. 0 for never.
    /// </summary>
    public long InterruptionTicks { get; init; }

    /// <summary>How long such an auction lasts, nanoseconds.</summary>
    public long InterruptionNanos { get; init; }
}
