namespace LatencyEngine.Trading.Exchange;

/// <summary>What happened. See <see cref="MatchingCore{TEvents}"/> for when each is said.</summary>
public enum MatchEventKind : byte
{
    None = 0,

    /// <summary>An order is taken: Price, Quantity.</summary>
    Accepted = 1,

    /// <summary>A command is refused and did nothing: Reason. Quantity as asked.</summary>
    Rejected = 2,

    /// <summary>Two orders traded: Price, Quantity, what both have left.</summary>
    Traded = 3,

    /// <summary>So many lots of an order are canceled: Reason, Quantity; Leaves is 0 unless it was only made smaller.</summary>
    Canceled = 4,

    /// <summary>An order reached its end: Quantity.</summary>
    Expired = 5,

    /// <summary>An order has another price or quantity by its owner's will: Price, Leaves, KeptPlace.</summary>
    Replaced = 6,

    /// <summary>A waiting order is active now: Price is the last price.</summary>
    Triggered = 7,

    /// <summary>An order has another price by its own rule (slide, peg, market-to-limit) or became active: Price, Leaves.</summary>
    Restated = 8,

    /// <summary>Reason is the new phase; Price the last price.</summary>
    PhaseChanged = 9,

    /// <summary>An auction would trade so: Price, Quantity, and in Leaves what stays, positive where more is bought.</summary>
    Indicative = 10,

    /// <summary>An auction trades: as <see cref="Indicative"/>; its trades follow.</summary>
    Uncrossed = 11,
}
