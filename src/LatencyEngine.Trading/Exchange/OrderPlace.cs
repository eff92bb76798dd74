namespace LatencyEngine.Trading.Exchange;

/// <summary>Where a live order is.</summary>
public enum OrderPlace : byte
{
    None = 0,

    /// <summary>In the queue of its price.</summary>
    Resting = 1,

    /// <summary>In the queue of market orders of an auction.</summary>
    MarketQueue = 2,

    /// <summary>For its trigger.</summary>
    Waiting = 3,

    /// <summary>For its parent.</summary>
    Held = 4,

    /// <summary>For the closing auction, or for a reference price.</summary>
    Parked = 5,
}
