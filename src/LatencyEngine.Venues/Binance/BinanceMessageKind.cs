namespace LatencyEngine.Venues.Binance;

internal enum BinanceMessageKind : byte
{
    None,

    /// <summary>The answer of the venue's REST interface: the whole book.</summary>
    Snapshot,

    /// <summary>Stream <c>@depth</c>: levels that changed.</summary>
    Depth,

    /// <summary>Stream <c>@bookTicker</c>: best bid and ask.</summary>
    Quote,

    /// <summary>Stream <c>@trade</c>: a print.</summary>
    Trade,

    /// <summary>A stream that this feed does not tell.</summary>
    Other,
}
