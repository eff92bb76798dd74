namespace LatencyEngine.Trading.Exchange;

/// <summary>What a pegged order follows.</summary>
public enum PegKind : byte
{
    None = 0,

    /// <summary>The best displayed price of its own side.</summary>
    Primary = 1,

    /// <summary>The middle of both best displayed prices; half a tick counts against the order.</summary>
    Midpoint = 2,
}
