using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Books;

/// <summary>
/// The best bid and ask of one instrument, and what our own orders took of them. A value in the matching
/// stage's table: an instrument that has only quotes costs these few bytes.
/// </summary>
/// <remarks>
/// Every quote tells everything, so the next sound one heals the book. What was taken of a side is forgotten
/// when its price or size changes: a quote that repeats a side offers nothing new.
/// </remarks>
public struct TopOfBook
{
    public BookLevel Bid;
    public BookLevel Ask;

    public BookState State { get; private set; }

    public readonly bool IsSound => State == BookState.Sound;

    /// <summary>Whether this side has a price. Its size may still be zero.</summary>
    public readonly bool Has(Side side) => (side == Side.Buy ? Bid.Price : Ask.Price) > 0;

    /// <summary>A quote was lost or made no sense.</summary>
    public void Distrust() => State = BookState.Unsound;

    public BookUpdate Apply(in Quote quote)
    {
        if (!Quotes.MakesSense(in quote))
        {
            Distrust();
            return BookUpdate.Invalid;
        }

        Apply(ref Bid, quote.BidPriceRaw, quote.BidQuantity);
        Apply(ref Ask, quote.AskPriceRaw, quote.AskQuantity);
        State = BookState.Sound;
        return BookUpdate.Applied;
    }

    private static void Apply(ref BookLevel level, long price, long quantity)
    {
        if (price == Quote.BidPriceNullValue) (price, quantity) = (0, 0);
        if (price == level.Price && quantity == level.Quantity) return;
        level.Price = price;
        level.Quantity = quantity;
        level.Anonymous = quantity;
        level.Taken = 0;
    }
}
