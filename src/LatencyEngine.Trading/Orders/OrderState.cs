namespace LatencyEngine.Trading.Orders;

/// <summary>How far an order is. Only live orders are kept: ended ones leave the table with their last output.</summary>
public enum OrderState : byte
{
    None,

    /// <summary>Approved by risk and on its way to the venue.</summary>
    Pending,

    /// <summary>At the venue.</summary>
    Accepted,

    PartiallyFilled,
}
