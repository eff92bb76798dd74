namespace LatencyEngine.Trading.Exchange;

/// <summary>What a glance at a node tells of its order.</summary>
[Flags]
internal enum OrderFlag : ushort
{
    None = 0,
    Sell = 1,

    /// <summary>In the hidden queue of its price.</summary>
    Hidden = 2,

    /// <summary>Has a display quantity: its slice is filled again.</summary>
    Iceberg = 4,
    Pegged = 8,
    Grouped = 16,
    ReduceOnly = 32,
    PostOnly = 64,
    PostOnlySlide = 128,
    CancelOnDisconnect = 256,

    /// <summary>Ends with its day.</summary>
    Day = 512,
    AtOpen = 1024,
    AtClose = 2048,

    /// <summary>In the queue of its price.</summary>
    Resting = 4096,

    /// <summary>In the queue of market orders.</summary>
    MarketQueue = 8192,

    /// <summary>In no queue: waiting, held or parked.</summary>
    Aside = 16384,

    /// <summary>Ends at its time.</summary>
    Timed = 32768,

    /// <summary>Whose fill is more than a fill.</summary>
    Special = Iceberg | Grouped,
}
