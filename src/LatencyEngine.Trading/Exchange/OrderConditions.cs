namespace LatencyEngine.Trading.Exchange;

/// <summary>What an order asks for beside its type.</summary>
[Flags]
public enum OrderConditions : byte
{
    None = 0,

    /// <summary>Refused where it would trade at once.</summary>
    PostOnly = 1,

    /// <summary>Where it would trade at once it takes the nearest price at which it does not. Excludes PostOnly.</summary>
    PostOnlySlide = 2,

    /// <summary>Never increases the position of its account.</summary>
    ReduceOnly = 4,

    /// <summary>Shows nothing, and stands behind all displayed orders of its price.</summary>
    Hidden = 8,

    /// <summary>Must trade completely at once: a minimum quantity of all.</summary>
    AllOrNone = 16,

    /// <summary>Canceled when its account disconnects.</summary>
    CancelOnDisconnect = 32,
}

/// <summary>What happens where an order meets one of its own account, or of an account of the same group.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>As the book says; and where that is None, too, they trade.</summary>
    None = 0,

    /// <summary>The incoming order is canceled.</summary>
    CancelNewest = 1,

    /// <summary>The resting order is canceled.</summary>
    CancelOldest = 2,

    CancelBoth = 3,

    /// <summary>Both lose the smaller quantity of the two without a trade; the smaller is canceled.</summary>
    Decrement = 4,
}

/// <summary>What a pegged order follows.</summary>
public enum PegKind : byte
{
    None = 0,

    /// <summary>The best displayed price of its own side.</summary>
    Primary = 1,

    /// <summary>The middle of both best displayed prices; half a tick counts against the order.</summary>
    Midpoint = 2,
}

/// <summary>How an order belongs to its group.</summary>
public enum Contingency : byte
{
    None = 0,

    /// <summary>When one of the group trades, triggers or ends, the others are canceled.</summary>
    OneCancelsOther = 1,

    /// <summary>The children of the group wait for the end of this one.</summary>
    Parent = 2,

    /// <summary>Becomes active when its parent has ended and traded.</summary>
    Child = 3,

    /// <summary>A child; those of the group cancel each other as <see cref="OneCancelsOther"/> does.</summary>
    BracketChild = 4,
}

public enum TrailKind : byte
{
    None = 0,

    /// <summary>Ticks.</summary>
    Amount = 1,

    /// <summary>1e-9 of the last price, rounded down to ticks, at least one.</summary>
    Rate = 2,
}

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
