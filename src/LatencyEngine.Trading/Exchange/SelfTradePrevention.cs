namespace LatencyEngine.Trading.Exchange;

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
