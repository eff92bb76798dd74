namespace LatencyEngine.Trading.Exchange;

/// <summary>What may be done in a book now.</summary>
public enum TradingPhase : byte
{
    None = 0,

    /// <summary>Orders match as they come.</summary>
    Continuous = 1,

    /// <summary>Orders are collected; the transition to Continuous trades them at one price.</summary>
    OpeningAuction = 2,

    /// <summary>An auction during the day: after a halt, or because the price moved too far.</summary>
    IntradayAuction = 3,

    /// <summary>The last auction of the day; At-the-close orders join it.</summary>
    ClosingAuction = 4,

    /// <summary>Nothing matches and nothing comes in; cancels pass.</summary>
    Halted = 5,

    /// <summary>As Halted; day orders have expired.</summary>
    Closed = 6,
}
