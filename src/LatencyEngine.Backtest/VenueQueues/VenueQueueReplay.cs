using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.VenueQueues;

/// <summary>
/// Rebuilds the book of a feed that tells every order, in a <see cref="VenueQueueBook"/>, and compares its best prices with the
/// feed's own quotes. One cold thread.
/// </summary>
public sealed class VenueQueueReplay(IFeed feed, InstrumentTerms terms, VenueQueueBook book)
{
    /// <summary>Takes the next event of the feed.</summary>
    /// <returns><c>false</c> at its end.</returns>
    public bool Step()
    {
        var slot = default(EngineEvent);
        if (feed.TryRead(ref slot) != FeedRead.Event) return false;
        book.Figures.Messages = feed.Progress.SourceMessages;
        switch (slot.TemplateId)
        {
            case BookOrder.TemplateId: Apply(in slot.As<BookOrder>()); break;
            case BookDelta.TemplateId: Apply(in slot.As<BookDelta>()); break;
            case Quote.TemplateId: Compare(in slot.As<Quote>()); break;
        }

        return true;
    }

    private void Apply(in BookOrder change)
    {
        var price = TicksOf(change.Price);
        switch (change.Action)
        {
            case BookOrderAction.Add: book.Add(change.VenueOrderId, change.Side, price, change.Quantity); break;
            case BookOrderAction.Reduce or BookOrderAction.Delete:
                book.Take(change.VenueOrderId, change.Side, price, change.Quantity);
                break;
            case BookOrderAction.Execute:
                book.Execute(feed.Progress.SourceMessages - 1, change.VenueOrderId, change.Side, price, change.Quantity);
                break;
            case BookOrderAction.Clear: book.Clear(); break;
        }
    }

    private void Apply(in BookDelta delta)
    {
        if (delta.Action == BookAction.Clear) return; // The opening: nothing is there yet.
        if (delta.Action == BookAction.Set) book.SetNameless(delta.Side, TicksOf(delta.Price), delta.Quantity);
        else book.RemoveLevel(delta.Side, TicksOf(delta.Price));
    }

    private void Compare(in Quote quote)
    {
        book.Figures.BooksCompared++;
        if (IsBest(Side.Buy, quote.BidPriceRaw, quote.BidQuantity) && IsBest(Side.Sell, quote.AskPriceRaw, quote.AskQuantity))
            book.Figures.BooksEqual++;
    }

    private bool IsBest(Side side, long price, long lots)
    {
        Span<Trading.Exchange.DepthLevel> best = stackalloc Trading.Exchange.DepthLevel[1];
        if (book.Depth(side, best) == 0) return price == Quote.BidPriceNullValue;
        return best[0].Price == TicksOf(price) && best[0].Lots == lots;
    }

    private long TicksOf(long price) => price / terms.TickSize;
}
