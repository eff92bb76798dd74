using LatencyEngine.Domain;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// What single updates make of an instrument's market: the engine's publisher and a viewer of every update come to the
/// same. Pure; any thread.
/// </summary>
public static class InstrumentMarket
{
    /// <summary>Prices of an instrument without a book. A quote that makes no sense says that none is known.</summary>
    public static void Apply(ref InstrumentSnapshot market, in Quote quote)
    {
        Touch(ref market, quote.TimestampNanos, quote.VenueId);
        var isSound = Quotes.MakesSense(in quote);
        SetTop(ref market, TopOf(isSound, quote.BidPriceRaw, quote.BidQuantity), TopOf(isSound, quote.AskPriceRaw, quote.AskQuantity));
    }

    public static void Apply(ref InstrumentSnapshot market, in Trade trade)
    {
        Touch(ref market, trade.TimestampNanos, trade.VenueId);
        if (trade.Price > 0 && trade.Quantity > 0) Print(ref market, trade.Price, trade.Quantity, trade.Aggressor);
    }

    /// <summary>A change of a book of orders: an execution is a trade.</summary>
    public static void Apply(ref InstrumentSnapshot market, in BookOrder change)
    {
        Touch(ref market, change.TimestampNanos, change.VenueId);
        if (change.Action is not (BookOrderAction.Execute or BookOrderAction.ExecuteHidden)) return;
        if (change.Price > 0 && change.Quantity > 0) Print(ref market, change.Price, change.Quantity, Opposite(change.Side));
    }

    /// <summary>An update that changes neither the best prices nor the last trade.</summary>
    public static void Touch(ref InstrumentSnapshot market, long timestampNanos, ushort venueId)
    {
        market.TimestampNanos = timestampNanos;
        market.VenueId = venueId;
        market.Updates++;
    }

    /// <param name="bid">Price in 1e-9, or the null value, and lots.</param>
    /// <param name="ask">As <paramref name="bid"/>.</param>
    public static void SetTop(ref InstrumentSnapshot market, (long Price, long Lots) bid, (long Price, long Lots) ask)
    {
        (market.BidPriceRaw, market.BidQuantity) = bid;
        (market.AskPriceRaw, market.AskQuantity) = ask;
        if (market.Trades > 0 || bid.Price <= 0 || ask.Price <= 0) return;
        Widen(ref market, InstrumentRow.Between(bid.Price, ask.Price));
    }

    /// <summary>A trade, with the side that crossed the spread.</summary>
    public static void Print(ref InstrumentSnapshot market, long price, long lots, Side aggressor)
    {
        if (market.Trades++ == 0) ForgetRange(ref market); // From the first trade on only trades count.
        Widen(ref market, price);
        market.LastPriceRaw = price;
        market.LastQuantity = lots;
        market.Aggressor = aggressor;
        market.Volume += lots;
    }

    private static (long Price, long Lots) TopOf(bool isSound, long price, long lots) =>
        isSound && price != Quote.BidPriceNullValue ? (price, lots) : (InstrumentSnapshot.BidPriceNullValue, 0);

    private static Side Opposite(Side side) => side switch
    {
        Side.Buy => Side.Sell,
        Side.Sell => Side.Buy,
        _ => Side.None,
    };

    private static void ForgetRange(ref InstrumentSnapshot market)
    {
        market.OpenPriceRaw = InstrumentSnapshot.OpenPriceNullValue;
        market.HighPriceRaw = InstrumentSnapshot.HighPriceNullValue;
        market.LowPriceRaw = InstrumentSnapshot.LowPriceNullValue;
    }

    private static void Widen(ref InstrumentSnapshot market, long price)
    {
        if (market.OpenPriceRaw == InstrumentSnapshot.OpenPriceNullValue) market.OpenPriceRaw = price;
        if (price > market.HighPriceRaw) market.HighPriceRaw = price; // The null price is the least of all.
        if (price < market.LowPriceRaw || market.LowPriceRaw == InstrumentSnapshot.LowPriceNullValue) market.LowPriceRaw = price;
    }
}
