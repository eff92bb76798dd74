using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>An order as it is, or as it ended. A row of <see cref="OrderBoard"/>.</summary>
public struct OrderRow
{
    /// <summary>Its terms and what is left of it; its time is that of the last change.</summary>
    public OrderSnapshot Order;

    public OrderEnd End;

    /// <summary>Why it was canceled.</summary>
    public CancelReason CancelReason;

    /// <summary>Why it was rejected.</summary>
    public RejectReason RejectReason;

    public readonly bool IsLive => End == OrderEnd.None;

    /// <summary>In lots.</summary>
    public readonly long FilledQuantity => Order.Quantity - Order.LeavesQuantity;
}

/// <summary>How an order ended.</summary>
public enum OrderEnd : byte
{
    /// <summary>It lives.</summary>
    None = 0,

    Filled = 1,

    Canceled = 2,

    Expired = 3,

    Rejected = 4,
}
