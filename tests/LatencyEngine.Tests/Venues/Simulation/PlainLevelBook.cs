using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>A book of levels as one would write it down, to check the simulator against.</summary>
internal sealed class PlainLevelBook
{
    /// <summary>Best first, as are the asks.</summary>
    public SortedDictionary<long, long> Bids { get; } = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    public SortedDictionary<long, long> Asks { get; } = [];

    public bool IsCrossed => Bids.Count > 0 && Asks.Count > 0 && Bids.First().Key >= Asks.First().Key;

    public void Apply(in BookDelta delta)
    {
        var levels = delta.Side == Side.Buy ? Bids : Asks;
        switch (delta.Action)
        {
            case BookAction.Set: levels[delta.Price] = delta.Quantity; break;
            case BookAction.Remove: Assert.True(levels.Remove(delta.Price)); break;
            case BookAction.Clear: levels.Clear(); break;
            default: Assert.Fail("A change says what it does."); break;
        }
    }

    public void AssertBestIs(in Quote quote)
    {
        Assert.Equal((Bids.First().Key, Bids.First().Value), (quote.BidPrice, quote.BidQuantity));
        Assert.Equal((Asks.First().Key, Asks.First().Value), (quote.AskPrice, quote.AskQuantity));
    }
}
