namespace LatencyEngine.Venues.Binance;

/// <summary>
/// What a feed read, by kind, and what of it was not told and why. A reading by the feed's own thread; the kinds add
/// up to the messages of the source.
/// </summary>
public record struct BinanceFeedCounts
{
    public long Snapshots { get; internal set; }

    public long DepthMessages { get; internal set; }

    public long Quotes { get; internal set; }

    public long Trades { get; internal set; }

    /// <summary>Messages of streams that the feed does not tell.</summary>
    public long OtherMessages { get; internal set; }

    /// <summary>Snapshots no newer than the book.</summary>
    public long StaleSnapshots { get; internal set; }

    /// <summary>Depth messages that the book, or the snapshot after them, already held.</summary>
    public long StaleDepthMessages { get; internal set; }

    /// <summary>Quotes that came after a newer one.</summary>
    public long StaleQuotes { get; internal set; }

    /// <summary>Trades that came after a newer one: twice, or late, after a gap had told of them.</summary>
    public long StaleTrades { get; internal set; }

    /// <summary>Trade ids that stand for no trade: messages with a quantity of 0.</summary>
    public long EmptyTrades { get; internal set; }

    /// <summary>Depth messages that waited for a snapshot which did not come in time.</summary>
    public long AbandonedDepthMessages { get; internal set; }
}
