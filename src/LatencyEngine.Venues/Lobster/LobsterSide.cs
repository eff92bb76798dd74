using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Lobster;

/// <summary>
/// One side of the window of the best levels that a LOBSTER file shows. Used by the feed's thread; owns the levels,
/// best first.
/// </summary>
/// <param name="depth">Most levels in the window.</param>
internal sealed class LobsterSide(Side side, int depth)
{
    private readonly long[] _prices = new long[depth];
    private readonly long[] _sizes = new long[depth];

    public Side Side => side;

    /// <summary>Levels known: fewer than the window holds when the market is thin, or one went and the next is not
    /// told yet.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == depth;

    public long PriceAt(int level) => _prices[level];

    public long SizeAt(int level) => _sizes[level];

    public void Clear() => Count = 0;

    /// <summary>Adds a level behind all others.</summary>
    /// <returns><c>false</c> when the window is full or the price is not worse than that of the last level.</returns>
    public bool TryAppend(long price, long size)
    {
        if (IsFull || (Count > 0 && !IsBetter(_prices[Count - 1], price))) return false;
        _prices[Count] = price;
        _sizes[Count++] = size;
        return true;
    }

    /// <summary>Adds quantity at a price. A new level in a full window drives the last one out.</summary>
    /// <param name="forgottenPrice">Of the level driven out, 0 when there is none.</param>
    /// <returns><c>false</c>, and nothing changes, when the price is outside of the window.</returns>
    public bool TryAdd(long price, long size, out long forgottenPrice)
    {
        forgottenPrice = 0;
        var level = Find(price);
        if (level < Count && _prices[level] == price)
        {
            _sizes[level] = checked(_sizes[level] + size);
            return true;
        }

        if (level == depth) return false;
        if (IsFull) forgottenPrice = _prices[--Count];
        Array.Copy(_prices, level, _prices, level + 1, Count - level);
        Array.Copy(_sizes, level, _sizes, level + 1, Count - level);
        _prices[level] = price;
        _sizes[level] = size;
        Count++;
        return true;
    }

    /// <summary>Takes quantity away at a price; a level without any is gone.</summary>
    /// <returns><c>false</c>, and nothing changes, when there is not so much.</returns>
    public bool TryTake(long price, long size, out bool isLevelGone)
    {
        isLevelGone = false;
        var level = Find(price);
        if (level == Count || _prices[level] != price || _sizes[level] < size) return false;
        _sizes[level] -= size;
        isLevelGone = _sizes[level] == 0;
        if (!isLevelGone) return true;
        Count--;
        Array.Copy(_prices, level + 1, _prices, level, Count - level);
        Array.Copy(_sizes, level + 1, _sizes, level, Count - level);
        return true;
    }

    /// <summary>The quantity at a price, 0 when it has no level.</summary>
    public long SizeOf(long price) => Find(price) is var level && level < Count && _prices[level] == price ? _sizes[level] : 0;

    /// <summary>The first level that differs, -1 when none does.</summary>
    public int FirstDifference(LobsterSide other)
    {
        var prices = _prices.AsSpan(0, Count).CommonPrefixLength(other._prices.AsSpan(0, other.Count));
        var sizes = _sizes.AsSpan(0, Count).CommonPrefixLength(other._sizes.AsSpan(0, other.Count));
        var common = Math.Min(prices, sizes);
        return common == Count && Count == other.Count ? -1 : common;
    }

    /// <summary>A level for an error message.</summary>
    public string Describe(int level) =>
        level < Count ? $"{_sizes[level]} at {_prices[level] / LobsterMessage.PriceFactor}" : "no level";

    // Where the price is or belongs. Most changes are near the best level.
    private int Find(long price)
    {
        var level = 0;
        while (level < Count && IsBetter(_prices[level], price)) level++;
        return level;
    }

    private bool IsBetter(long price, long than) => side == Side.Buy ? price > than : price < than;
}
