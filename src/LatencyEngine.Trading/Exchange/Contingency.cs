namespace LatencyEngine.Trading.Exchange;

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
