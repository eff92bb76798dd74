using LatencyEngine.Domain;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lobster;

/// <summary>One row of a LOBSTER order book file: the window after a message. Used by the feed's thread.</summary>
internal sealed class LobsterBookRow(int depth)
{
    private const long MissingPrice = 9_999_999_999;

    public LobsterSide Asks { get; } = new(Side.Sell, depth);

    public LobsterSide Bids { get; } = new(Side.Buy, depth);

    /// <summary>Reads a row: ask price, ask size, bid price, bid size, and again for each further level.</summary>
    /// <param name="tickSize">Prices must be multiples of it, in 1e-9.</param>
    /// <returns>What is wrong with the row, <c>null</c> when nothing is.</returns>
    public string? Parse(ReadOnlySpan<byte> row, long tickSize)
    {
        Asks.Clear();
        Bids.Clear();
        var cells = new CsvCells(row);
        for (var level = 0; level < depth; level++)
        {
            var problem = ParseLevel(ref cells, Asks, level, tickSize) ?? ParseLevel(ref cells, Bids, level, tickSize);
            if (problem is not null) return $"level {level + 1}: {problem}";
        }

        return cells.AtEnd ? null : $"expected {4 * depth} columns, found more";
    }

    private static string? ParseLevel(ref CsvCells cells, LobsterSide side, int level, long tickSize)
    {
        if (!cells.TryTakeWhole(out var price) || !cells.TryTakeWhole(out var size))
            return $"expected whole numbers in columns {cells.Count + 1} and on";
        if (size == 0 && price == (side.Side == Side.Buy ? -MissingPrice : MissingPrice)) return null;
        if (price <= 0 || size <= 0 || price > long.MaxValue / LobsterMessage.PriceFactor)
            return $"expected price and size above 0, found price {price} and size {size}";
        price *= LobsterMessage.PriceFactor;
        if (price % tickSize != 0) return $"price {price}e-9 is no multiple of the tick {tickSize}e-9";
        return side.Count == level && side.TryAppend(price, size)
            ? null
            : $"the levels of side {side.Side} are not in order of price";
    }
}
