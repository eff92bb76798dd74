namespace LatencyEngine.Trading.Exchange;

/// <summary>The orders of one price of one side: the displayed ones by arrival, then the hidden ones.</summary>
internal struct PriceLevel
{
    /// <summary>Less is better: the price of an ask, minus the price of a bid.</summary>
    public long Key;

    /// <summary>Lots that everybody sees.</summary>
    public long Displayed;

    /// <summary>All lots, reserves and hidden orders included.</summary>
    public long Total;

    public NodeQueue Shown;
    public NodeQueue Hidden;
    public int DisplayedOrders;
    public int Orders;

    /// <summary>The order that trades next.</summary>
    public readonly int Front => Shown.First != 0 ? Shown.First : Hidden.First;
}
