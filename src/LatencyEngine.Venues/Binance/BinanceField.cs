namespace LatencyEngine.Venues.Binance;

/// <summary>The fields of the venue's messages that matter here. A set: which ones a message had.</summary>
[Flags]
internal enum BinanceField
{
    None = 0,
    Stream = 1 << 0,
    SnapshotId = 1 << 1,
    FirstId = 1 << 2,
    LastId = 1 << 3,
    PreviousId = 1 << 4,
    EventTime = 1 << 5,
    TransactionTime = 1 << 6,
    Bids = 1 << 7,
    Asks = 1 << 8,
    BidPrice = 1 << 9,
    BidQuantity = 1 << 10,
    AskPrice = 1 << 11,
    AskQuantity = 1 << 12,
    TradeId = 1 << 13,
    Price = 1 << 14,
    Quantity = 1 << 15,
    BuyerIsMaker = 1 << 16,
}
