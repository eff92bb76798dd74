using LatencyEngine.Domain;
using LatencyEngine.Trading.Books;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Applies market data to the books and tells our resting orders what happened. The matching stage's thread;
/// owns the count of what was refused and what was said about it.
/// </summary>
/// <remarks>
/// <para><b>What counts.</b> On quotes: quotes and trades. On levels: deltas and trades. Among orders: order
/// changes and deltas; their executions are the trades, and a Trade beside them would count twice. Whatever
/// says EndOfBatch ends a batch, after which the opposite side may fill our orders.</para>
/// <para><b>Refused updates</b> are counted; an alert is raised once per instrument until its book is right
/// again.</para>
/// </remarks>
public sealed class MarketIntake(
    Capacities capacities, MarketBooks books, RestingOrders resting, QueuePlaces places, RestingFills fills,
    OrderReports reports)
{
    private readonly Told[] _told = new Told[capacities.InstrumentIdEnd];

    [Flags]
    private enum Told : byte
    {
        Nothing = 0,
        Invalid = 1,
        DepthReached = 2,
    }

    /// <summary>Updates refused so far.</summary>
    public long InvalidUpdates { get; private set; }

    public void Apply(in Quote quote)
    {
        var id = quote.InstrumentId;
        var model = books.ModelOf(id);
        if (model == MarketModel.None)
        {
            Refuse(id, quote.BidPriceRaw, quote.AskPriceRaw);
            return;
        }

        if (model != MarketModel.TopOfBook)
        {
            EndBatch(id, quote.Flags);
            return;
        }

        if (books.TopOf(id).Apply(in quote) == BookUpdate.Invalid)
        {
            Refuse(id, quote.BidPriceRaw, quote.AskPriceRaw);
            return;
        }

        _told[id] = Told.Nothing;
        if (resting.IsEmpty(id)) return;
        places.SideChanged(id, Side.Buy);
        places.SideChanged(id, Side.Sell);
        fills.Cross(id);
    }

    public void Apply(in Trade trade)
    {
        var id = trade.InstrumentId;
        var model = books.ModelOf(id);
        if (model == MarketModel.None || trade.Quantity <= 0 || trade.Price <= 0)
        {
            Refuse(id, trade.Price, trade.Quantity);
            return;
        }

        if (model != MarketModel.OrderByOrder && !resting.IsEmpty(id)) places.Traded(id, trade.Price, trade.Quantity);
        if (model != MarketModel.OrderByOrder)
            fills.Printed(id, new Print(PrintKind.Trade, Opposite(trade.Aggressor), trade.Price, trade.Quantity, 0));
        if (model != MarketModel.TopOfBook) EndBatch(id, trade.Flags);
    }

    public void Apply(in BookDelta delta)
    {
        var id = delta.InstrumentId;
        if (books.ModelOf(id) is not (MarketModel.Depth or MarketModel.OrderByOrder))
        {
            Refuse(id, delta.Price, delta.Quantity);
            return;
        }

        var book = books.BookOf(id);
        if (delta.Action == BookAction.Remove && book.HasOrders) places.LevelForgotten(id, delta.Side, delta.Price);
        var update = book.Apply(in delta);
        Judge(id, update, delta.Price, delta.Quantity);
        if (delta.Action == BookAction.Clear) return;
        if (update == BookUpdate.Applied && book.IsSound) places.PriceChanged(id, delta.Side, delta.Price);
        EndBatch(id, delta.Flags);
    }

    public void Apply(in BookOrder change)
    {
        var id = change.InstrumentId;
        if (books.ModelOf(id) != MarketModel.OrderByOrder)
        {
            Refuse(id, change.Price, change.Quantity);
            return;
        }

        var book = books.BookOf(id);
        var update = book.Apply(in change, books.NextArrival(), out var executedArrival);
        Judge(id, update, change.Price, change.Quantity);
        if (change.Action == BookOrderAction.Clear) return;
        if (update == BookUpdate.Applied && book.IsSound) Follow(in change, executedArrival);
        EndBatch(id, change.Flags);
    }

    /// <summary>
    /// Updates of an instrument, or with id 0 of any, were lost: nothing matches there until it is told
    /// again. A book that only misses trades is still right.
    /// </summary>
    public void Apply(in FeedGap gap)
    {
        var id = gap.InstrumentId;
        var isBookLost = gap.IsBookLost != 0;
        if (id == 0) DistrustAll(isBookLost);
        else if (books.ModelOf(id) != MarketModel.None) books.Distrust(id, isBookLost);
        else if (isBookLost) Refuse(id, (long)gap.Expected, (long)gap.Received);
    }

    /// <summary>An input names an instrument that is not defined, or makes no sense otherwise.</summary>
    public void Refuse(uint instrumentId, long detail, long detail2)
    {
        InvalidUpdates++;
        ref var told = ref _told[instrumentId < (uint)_told.Length ? instrumentId : 0];
        if ((told & Told.Invalid) != 0) return;
        told |= Told.Invalid;
        reports.Alert(AlertKind.MarketDataInvalid, AlertSeverity.Warning, instrumentId, detail, detail2);
    }

    private void Follow(in BookOrder change, ulong executedArrival)
    {
        var id = change.InstrumentId;
        if (resting.IsEmpty(id)) return;
        var kind = change.Action switch
        {
            BookOrderAction.ExecuteHidden => PrintKind.HiddenOrder,
            BookOrderAction.Execute => executedArrival == 0 ? PrintKind.AnonymousOrder : PrintKind.KnownOrder,
            _ => PrintKind.None,
        };
        if (kind != PrintKind.None)
            fills.Printed(id, new Print(kind, change.Side, change.Price, change.Quantity, executedArrival));
        places.PriceChanged(id, change.Side, change.Price);
    }

    private void Judge(uint instrumentId, BookUpdate update, long price, long quantity)
    {
        if (update == BookUpdate.Invalid) Refuse(instrumentId, price, quantity);
        if (update != BookUpdate.DepthReached || (_told[instrumentId] & Told.DepthReached) != 0) return;
        _told[instrumentId] |= Told.DepthReached;
        reports.Alert(
            AlertKind.BookDepthReached, AlertSeverity.Warning, instrumentId, capacities.BookLevelsPerSide, price);
    }

    private void EndBatch(uint instrumentId, MarketFlags flags)
    {
        if ((flags & MarketFlags.EndOfBatch) == 0) return;
        var book = books.BookOf(instrumentId);
        var wasSound = book.IsSound;
        var update = book.EndBatch();
        if (update == BookUpdate.Invalid) Refuse(instrumentId, book.Bids.BestPrice, book.Asks.BestPrice);
        if (update != BookUpdate.Applied) return;
        if (!wasSound) Recover(instrumentId, book);
        fills.Cross(instrumentId);
    }

    private void Recover(uint instrumentId, LevelBook book)
    {
        _told[instrumentId] = Told.Nothing;
        for (var side = Side.Buy; side <= Side.Sell; side++)
        {
            if (book.HasOrders) places.JoinAgain(instrumentId, side);
            else places.SideChanged(instrumentId, side);
        }
    }

    private void DistrustAll(bool isBookLost)
    {
        for (var id = 1U; id < _told.Length; id++)
            if (books.ModelOf(id) != MarketModel.None) books.Distrust(id, isBookLost);
    }

    private static Side Opposite(Side aggressor) => aggressor switch
    {
        Side.Buy => Side.Sell,
        Side.Sell => Side.Buy,
        _ => Side.None,
    };
}
