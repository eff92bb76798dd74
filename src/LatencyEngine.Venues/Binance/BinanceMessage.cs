namespace LatencyEngine.Venues.Binance;

/// <summary>
/// One message of the venue, understood; used again for each line. Which members hold something depends on the kind.
/// </summary>
internal sealed class BinanceMessage
{
    /// <summary>Of both sides together; the venue's largest snapshot has 10,000.</summary>
    public const int LevelsMax = 32_000;

    public BinanceMessageKind Kind { get; set; }

    /// <summary>Null is <see cref="Domain.Quote.SourceNanosNullValue"/>.</summary>
    public long SourceNanos { get; set; }

    /// <summary>Of a depth message.</summary>
    public DepthIds Ids { get; set; }

    /// <summary>Of a snapshot or a quote.</summary>
    public long UpdateId { get; set; }

    /// <summary>Of a snapshot or depth message: bids and asks in the order of the source.</summary>
    public LevelBuffer Levels { get; } = new(LevelsMax);

    /// <summary>Of a quote; price 0 where the side is empty.</summary>
    public BinanceLevel Bid { get; set; }

    /// <inheritdoc cref="Bid"/>
    public BinanceLevel Ask { get; set; }

    public long TradeId { get; set; }

    /// <summary>Of a trade: its side crossed the spread; quantity 0 where an id stands for no trade.</summary>
    public BinanceLevel Trade { get; set; }
}
