namespace LatencyEngine.Venues.Lean;

/// <summary>What a folder of LEAN ticks holds: the columns of its files follow from it.</summary>
public enum LeanTickKind
{
    None = 0,

    /// <summary>Files <c>yyyyMMdd_trade.zip</c>: time, price, size, venue, conditions, suspicious.</summary>
    EquityTrades,

    /// <summary>Files <c>yyyyMMdd_quote.zip</c>: time, bid price and size, ask price and size, venue, conditions,
    /// suspicious.</summary>
    EquityQuotes,

    /// <summary>Files <c>yyyyMMdd_quote.zip</c>: time, bid, ask; no sizes.</summary>
    ForexQuotes,
}
