using LatencyEngine.Domain;
using LatencyEngine.Trading.Books;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>
/// Where our resting orders stand among the orders of the market: how many lots are before them. The matching
/// stage's thread; writes AheadLots and Arrival of the orders.
/// </summary>
/// <remarks>
/// <para><b>AheadLots</b> counts what was displayed at the price when the order came and belongs to no known order:
/// trades use it up, and it is never more than what is displayed now. So cancels count as behind us as long as they
/// can. In an order-by-order book the known orders before us come on top: those with a smaller arrival.</para>
/// <para><b>Cancels.</b> Where the fill model counts them (<see cref="CancelPlacing"/>), DisplayedLots is what was displayed when we looked
/// last, less what traded since: what is missing beyond that was canceled. Not among known orders: there every cancel has its
/// place. A depth update that comes before the print that explains it counts as a cancel.</para>
/// <para><b>Unknown.</b> Beyond the displayed levels, or while the book is not sound, nobody knows what is
/// before us; then nothing fills us at our price until the price is displayed, while trades through it still
/// do.</para>
/// <para><b>After a gap</b> an order stands behind everything that an order-by-order book tells again.</para>
/// </remarks>
public sealed class QueuePlaces(MarketBooks books, InstrumentTable instruments, OrderTable orders, RestingOrders resting)
{
    public const long Unknown = long.MaxValue;

    /// <summary>Where cancels happen.</summary>
    public CancelPlacing Cancels { get; } = new();

    /// <summary>An order begins to rest, or goes to the end of its queue.</summary>
    public void Join(ref Order order)
    {
        order.Arrival = books.NextArrival();
        order.AheadLots = Displayed(in order);
        order.DisplayedLots = CountsCancels(in order) ? order.AheadLots : 0;
    }

    /// <summary>Lots of the market before a resting order at its price, or <see cref="Unknown"/>.</summary>
    public long AheadOf(in Order order) =>
        order.AheadLots == Unknown || books.ModelOf(order.InstrumentId) != MarketModel.OrderByOrder
            ? order.AheadLots
            : order.AheadLots + books.BookOf(order.InstrumentId).KnownAhead(order.Side, order.Price, order.Arrival);

    /// <summary>What is displayed at this price changed.</summary>
    public void PriceChanged(uint instrumentId, Side side, long price)
    {
        for (var link = First(instrumentId, side, price); link != RestingOrders.None; link = resting.Next(link))
        {
            ref var order = ref orders[link];
            if (order.Price != price) break;
            Cap(ref order);
        }
    }

    /// <summary>Everything displayed may have changed; a quote, or a book that is sound again.</summary>
    public void SideChanged(uint instrumentId, Side side)
    {
        for (var link = resting.First(instrumentId, side); link != RestingOrders.None; link = resting.Next(link))
            Cap(ref orders[link]);
    }

    /// <summary>
    /// An order-by-order book is sound again: nobody knows any longer which orders came before ours.
    /// </summary>
    public void JoinAgain(uint instrumentId, Side side)
    {
        for (var link = resting.First(instrumentId, side); link != RestingOrders.None; link = resting.Next(link))
            Join(ref orders[link]);
    }

    /// <summary>
    /// A level is about to leave a window of orders, known ones too: they stay before us, anonymously.
    /// </summary>
    public void LevelForgotten(uint instrumentId, Side side, long price)
    {
        for (var link = First(instrumentId, side, price); link != RestingOrders.None; link = resting.Next(link))
        {
            ref var order = ref orders[link];
            if (order.Price != price) break;
            order.AheadLots = AheadOf(in order);
        }
    }

    /// <summary>So much traded at a price: what is displayed there will be less by it, and nothing of that was canceled.</summary>
    public void Traded(uint instrumentId, long price, long lots)
    {
        Traded(instrumentId, Side.Buy, price, lots);
        Traded(instrumentId, Side.Sell, price, lots);
    }

    /// <summary>A trade at the order's price takes what is before it.</summary>
    /// <returns>What is left of the trade for the order.</returns>
    public static long Consume(ref Order order, long lots)
    {
        if (order.AheadLots == Unknown) return 0;
        var before = Math.Min(order.AheadLots, lots);
        order.AheadLots -= before;
        return lots - before;
    }

    private int First(uint instrumentId, Side side, long price)
    {
        var link = resting.First(instrumentId, side);
        while (link != RestingOrders.None && IsBetter(side, orders[link].Price, price)) link = resting.Next(link);
        return link;
    }

    private void Traded(uint instrumentId, Side side, long price, long lots)
    {
        for (var link = First(instrumentId, side, price); link != RestingOrders.None; link = resting.Next(link))
        {
            ref var order = ref orders[link];
            if (order.Price != price) break;
            if (order.DisplayedLots != Unknown) order.DisplayedLots = Math.Max(0, order.DisplayedLots - lots);
        }
    }

    private void Cap(ref Order order)
    {
        var displayed = Displayed(in order);
        if (CountsCancels(in order))
        {
            var isCanceled = order.AheadLots != Unknown && order.DisplayedLots != Unknown && displayed < order.DisplayedLots;
            if (isCanceled)
                order.AheadLots = Cancels.AheadAfter(
                    ModelOf(in order), Math.Min(order.AheadLots, order.DisplayedLots), order.DisplayedLots,
                    order.DisplayedLots - displayed);
            order.DisplayedLots = displayed;
        }

        order.AheadLots = Math.Min(order.AheadLots, displayed);
    }

    private bool CountsCancels(in Order order) =>
        CancelPlacing.Counts(ModelOf(in order)) && books.ModelOf(order.InstrumentId) != MarketModel.OrderByOrder;

    private FillModel ModelOf(in Order order) => instruments[order.InstrumentId].Definition.FillModel;

    private long Displayed(in Order order)
    {
        if (!books.IsSound(order.InstrumentId)) return Unknown;
        return books.ModelOf(order.InstrumentId) == MarketModel.TopOfBook
            ? DisplayedAtTop(in order)
            : DisplayedInBook(books.BookOf(order.InstrumentId).SideOf(order.Side), order.Price);
    }

    private long DisplayedAtTop(in Order order)
    {
        if (!books.TryBest(order.InstrumentId, order.Side, out var best, out var quantity)) return Unknown;
        if (order.Price == best) return quantity;
        return IsBetter(order.Side, order.Price, best) ? 0 : Unknown;
    }

    private static long DisplayedInBook(BookSide levels, long price)
    {
        var depth = levels.Find(price);
        if (depth != BookSide.None) return levels[depth].Anonymous;
        return levels.IsInside(price) ? 0 : Unknown;
    }

    private static bool IsBetter(Side side, long price, long than) =>
        side == Side.Buy ? price > than : price < than;
}
