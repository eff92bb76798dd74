namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// How much of everything a view holds: all of its memory follows from it and is taken when it is made. What finds no
/// room is counted and not shown. Cold, immutable.
/// </summary>
public sealed record ViewerLimits
{
    /// <summary>Instrument ids are below this.</summary>
    public int InstrumentIdEnd { get; init; } = 16_384;

    /// <summary>Levels kept on each side of a book.</summary>
    public int DepthLevels { get; init; } = 10;

    public int LiveOrders { get; init; } = 16_384;

    /// <summary>Ended orders remembered, the newest.</summary>
    public int EndedOrders { get; init; } = 256;

    /// <summary>Fills remembered, the newest.</summary>
    public int Fills { get; init; } = 256;

    public int Positions { get; init; } = 65_536;

    public int Accounts { get; init; } = 256;

    public int Currencies { get; init; } = 64;

    public int CurrencyRates { get; init; } = 256;

    /// <summary>Balances of all wallets together, one for each account, currency and kind.</summary>
    public int Balances { get; init; } = 8_192;

    public int Strategies { get; init; } = 256;

    /// <summary>Parameters of all strategies together.</summary>
    public int StrategyParameters { get; init; } = 4_096;

    /// <summary>Scopes that have a trading state.</summary>
    public int TradingStates { get; init; } = 4_096;

    public int RiskLimits { get; init; } = 16_384;

    /// <summary>Alerts and breaches remembered, the newest.</summary>
    public int Alerts { get; init; } = 256;

    /// <summary>Refusals of orders and commands remembered, the newest.</summary>
    public int Rejections { get; init; } = 256;

    /// <summary>Answers to commands remembered, the newest.</summary>
    public int Answers { get; init; } = 256;

    /// <summary>Points of the pipeline that tell their latency.</summary>
    public int Stages { get; init; } = 32;

    public int Feeds { get; init; } = 64;
}
