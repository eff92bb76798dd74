namespace LatencyEngine.Trading.Exchange;

/// <summary>How the distance of a trailing stop is told.</summary>
public enum TrailKind : byte
{
    None = 0,

    /// <summary>Ticks.</summary>
    Amount = 1,

    /// <summary>1e-9 of the last price, rounded down to ticks, at least one.</summary>
    Rate = 2,
}
