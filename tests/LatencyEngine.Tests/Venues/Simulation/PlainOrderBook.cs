using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>A book of orders as one would write it down, to check the simulator against.</summary>
internal sealed class PlainOrderBook
{
    // Best first, both.
    private readonly SortedDictionary<long, List<Resting>> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, List<Resting>> _asks = [];

    public int Count => _bids.Values.Sum(level => level.Count) + _asks.Values.Sum(level => level.Count);

    public bool IsCrossed => _bids.Count > 0 && _asks.Count > 0 && _bids.First().Key >= _asks.First().Key;

    /// <summary>Every order, best first and oldest first.</summary>
    public IEnumerable<(ulong Id, long Price, long Lots)> Orders =>
        from level in _bids.Concat(_asks)
        from order in level.Value
        select (order.Id, level.Key, order.Lots);

    public void Apply(in BookOrder change)
    {
        var side = change.Side == Side.Buy ? _bids : _asks;
        switch (change.Action)
        {
            case BookOrderAction.Add: Add(side, change); break;
            case BookOrderAction.Reduce: Take(side, change, leaves: false); break;
            case BookOrderAction.Delete: Take(side, change, leaves: true); break;
            case BookOrderAction.Execute: Execute(side, change); break;
            case BookOrderAction.ExecuteHidden: break;
            case BookOrderAction.Clear: Clear(); break;
            default: Assert.Fail("A change says what it does."); break;
        }
    }

    public void AssertBestIs(in Quote quote)
    {
        Assert.Equal((_bids.First().Key, LotsOf(_bids.First().Value)), (quote.BidPrice, quote.BidQuantity));
        Assert.Equal((_asks.First().Key, LotsOf(_asks.First().Value)), (quote.AskPrice, quote.AskQuantity));
    }

    private static void Add(SortedDictionary<long, List<Resting>> side, in BookOrder change)
    {
        Assert.True(change.Quantity > 0);
        if (!side.TryGetValue(change.Price, out var level)) side[change.Price] = level = [];
        level.Add(new Resting(change.VenueOrderId, change.Quantity));
    }

    private static void Execute(SortedDictionary<long, List<Resting>> side, in BookOrder change)
    {
        Assert.Equal(side.First().Key, change.Price);
        Assert.Equal(side[change.Price][0].Id, change.VenueOrderId);
        Take(side, change, leaves: side[change.Price][0].Lots == change.Quantity);
    }

    /// <summary>
    /// A change that lets an order leave takes all of it, and another one leaves something.
    /// </summary>
    private static void Take(SortedDictionary<long, List<Resting>> side, in BookOrder change, bool leaves)
    {
        var (level, id) = (side[change.Price], change.VenueOrderId);
        var place = level.FindIndex(order => order.Id == id);
        var rest = level[place].Lots - change.Quantity;
        Assert.True(change.Quantity > 0);
        Assert.True(leaves ? rest == 0 : rest > 0);
        if (!leaves) level[place] = new Resting(id, rest);
        else level.RemoveAt(place);
        if (level.Count == 0) side.Remove(change.Price);
    }

    private void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    private static long LotsOf(List<Resting> level) => level.Sum(order => order.Lots);

    private readonly record struct Resting(ulong Id, long Lots);
}
