namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>What a row of an order file asks for.</summary>
public enum OrderOperation : byte
{
    None = 0,

    /// <summary>A limit order whose rest joins the book.</summary>
    New = 1,

    /// <summary>A limit order whose rest is dropped.</summary>
    NewImmediate = 2,

    Cancel = 3,

    /// <summary>Cancel, and add again at another price and quantity.</summary>
    Modify = 4,
}
