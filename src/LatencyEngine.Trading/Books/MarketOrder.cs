using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Trading.Books;

/// <summary>An order of the market in an order-by-order book. Written by the matching stage.</summary>
public struct MarketOrder : ILinked
{
    public ulong VenueOrderId;

    /// <summary>Place in time among the orders of the market and ours.</summary>
    public ulong Arrival;

    public long Price;

    public long Lots;

    public uint InstrumentId;

    public bool IsBuy;

    /// <summary>Links in the queue of its level.</summary>
    public int Next { get; set; }

    public int Previous { get; set; }
}
