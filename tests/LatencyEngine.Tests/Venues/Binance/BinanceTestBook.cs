using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>The most obvious book there is: one sorted map a side.</summary>
internal sealed class BinanceTestBook
{
    private readonly SortedDictionary<long, long> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, long> _asks = [];

    public int LevelCount => _bids.Count + _asks.Count;

    public (long Price, long Quantity) BestBid => Best(_bids);

    public (long Price, long Quantity) BestAsk => Best(_asks);

    /// <returns>0 where there is no such level.</returns>
    public long QuantityAt(Side side, long price) =>
        (side == Side.Buy ? _bids : _asks).GetValueOrDefault(price);

    public void Apply(in BookDelta delta)
    {
        var side = delta.Side == Side.Buy ? _bids : _asks;
        switch (delta.Action)
        {
            case BookAction.Set: side[delta.Price] = delta.Quantity; break;
            case BookAction.Remove: side.Remove(delta.Price); break;
            case BookAction.Clear: side.Clear(); break;
            default: throw new InvalidOperationException($"{delta.Action} does nothing to a book");
        }
    }

    private static (long, long) Best(SortedDictionary<long, long> side)
    {
        foreach (var (price, quantity) in side) return (price, quantity);
        return (0, 0);
    }
}
