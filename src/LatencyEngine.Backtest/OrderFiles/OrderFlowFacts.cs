namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>What an order flow must come to in every matcher that keeps price-time priority.</summary>
public sealed record OrderFlowFacts
{
    public long Adds { get; init; }

    public long Cancels { get; init; }

    public long Takes { get; init; }

    public long CancelsDone { get; init; }

    public long CancelsRefused { get; init; }

    public long Trades { get; init; }

    public long TradesByTakes { get; init; }

    public long TradesByAdds { get; init; }

    public long AddsThatTraded { get; init; }

    public long AddsThatRested { get; init; }

    public long TakesWithRest { get; init; }

    public long Modifies { get; init; }

    public long ModifiesDone { get; init; }

    /// <summary>Lots.</summary>
    public long Volume { get; init; }

    /// <summary>Ticks times lots.</summary>
    public long Notional { get; init; }

    public ulong TradeHash { get; init; }

    /// <summary>Orders in the book at the end.</summary>
    public long Resting { get; init; }

    /// <summary>Prices with orders at the end, of both sides.</summary>
    public long Levels { get; init; }

    /// <summary>Ticks at the end; <c>null</c> where nobody bids.</summary>
    public long? BestBid { get; init; }

    /// <summary>Ticks at the end; <c>null</c> where nobody offers.</summary>
    public long? BestAsk { get; init; }

    /// <summary>Most orders in the book after an operation.</summary>
    public long RestingMost { get; init; }
}
