namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>The formats of order files. Both are comma-separated with a line of headings.</summary>
public enum OrderFileFormat
{
    None = 0,

    /// <summary><c>seq,op,order_id,side,price,qty</c>; A adds, I adds and drops the rest, C cancels and has no more cells.</summary>
    Orders = 1,

    /// <summary><c>seq,op,order_id,side,price,qty,ioc</c>; N adds, C cancels, M cancels and adds again.</summary>
    Flash1 = 2,
}
