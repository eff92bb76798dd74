using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Tests.Venues.Lobster;

/// <summary>The obvious book: levels by price, orders by id. Follows the events of a feed to the letter.</summary>
internal sealed class LobsterTestBook
{
    private readonly Dictionary<ulong, (Side Side, long Price, long Left)> _orders = [];

    public SortedDictionary<long, long> Bids { get; } = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    public SortedDictionary<long, long> Asks { get; } = [];

    public Quote Quote { get; private set; }

    /// <summary>Follows one event.</summary>
    /// <returns>Its flags.</returns>
    public MarketFlags Apply(ref EngineEvent e)
    {
        if (e.Is<BookOrder>()) Apply(in e.As<BookOrder>());
        else if (e.Is<BookDelta>()) Apply(in e.As<BookDelta>());
        else if (e.Is<Quote>()) Quote = e.As<Quote>();
        else if (!e.Is<Trade>()) return MarketFlags.None;
        return e.As<Quote>().Flags; // All market data have the same head.
    }

    /// <summary>The levels as a row of the recording's order book file.</summary>
    public string Row(int depth)
    {
        Assert.InRange(Asks.Count, 0, depth);
        Assert.InRange(Bids.Count, 0, depth);
        var asks = Asks.ToArray();
        var bids = Bids.ToArray();
        var cells = new List<string>(4 * depth);
        for (var i = 0; i < depth; i++)
        {
            cells.Add(i < asks.Length ? $"{asks[i].Key / 100_000},{asks[i].Value}" : "9999999999,0");
            cells.Add(i < bids.Length ? $"{bids[i].Key / 100_000},{bids[i].Value}" : "-9999999999,0");
        }

        return string.Join(',', cells);
    }

    public void AssertQuoteIsBest()
    {
        var bid = Bids.Count > 0 ? Bids.First() : default;
        var ask = Asks.Count > 0 ? Asks.First() : default;
        Assert.Equal(
            (Bids.Count > 0 ? bid.Key : null, bid.Value, Asks.Count > 0 ? ask.Key : null, ask.Value),
            (Quote.BidPrice, Quote.BidQuantity, Quote.AskPrice, Quote.AskQuantity));
    }

    private SortedDictionary<long, long> Levels(Side side) => side == Side.Buy ? Bids : Asks;

    private void Apply(in BookOrder order)
    {
        switch (order.Action)
        {
            case BookOrderAction.Add:
                Levels(order.Side)[order.Price] = Levels(order.Side).GetValueOrDefault(order.Price) + order.Quantity;
                _orders.Add(order.VenueOrderId, (order.Side, order.Price, order.Quantity));
                break;
            case BookOrderAction.ExecuteHidden:
                break;
            default:
                Take(in order);
                break;
        }
    }

    private void Take(in BookOrder order)
    {
        var levels = Levels(order.Side);
        levels[order.Price] -= order.Quantity;
        Assert.True(levels[order.Price] >= 0);
        if (levels[order.Price] == 0) levels.Remove(order.Price);
        if (!_orders.TryGetValue(order.VenueOrderId, out var known)) return;
        Assert.Equal((order.Side, order.Price), (known.Side, known.Price));
        Assert.True(known.Left >= order.Quantity);
        if (order.Action == BookOrderAction.Delete) Assert.Equal(known.Left, order.Quantity);
        if (known.Left == order.Quantity) _orders.Remove(order.VenueOrderId);
        else _orders[order.VenueOrderId] = known with { Left = known.Left - order.Quantity };
    }

    private void Apply(in BookDelta delta)
    {
        var (side, price) = (delta.Side, delta.Price);
        if (delta.Action == BookAction.Set)
        {
            Levels(side)[price] = delta.Quantity;
            return;
        }

        Assert.Equal(BookAction.Remove, delta.Action);
        Assert.True(Levels(side).Remove(price));
        foreach (var id in _orders.Where(o => o.Value.Side == side && o.Value.Price == price).Select(o => o.Key).ToList())
            _orders.Remove(id);
    }
}
