using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Books;

/// <summary>
/// The levels of one side of a book, best first for the reader. The matching stage's thread; owns the levels.
/// </summary>
/// <remarks>
/// <b>Cost.</b> Levels lie in one array with the best at its end: the best is found at once, and an update
/// moves only what is better than it, so near the touch it is cheap and at the far end of a book of 8,192
/// levels it moves some 400 kB. A search looks at the eight best first and halves the rest.
/// </remarks>
public sealed class BookSide
{
    public const int None = -1;

    private const int NearLevels = 8;

    private readonly BookLevel[] _levels;
    private readonly long[] _keys; // Price with the sign of the side: the greatest is the best.
    private readonly int _sign;

    public BookSide(Side side, int capacity)
    {
        _levels = new BookLevel[capacity];
        _keys = new long[capacity];
        _sign = side == Side.Buy ? 1 : -1;
    }

    public int Count { get; private set; }

    public int Capacity => _levels.Length;

    public bool IsFull => Count == _levels.Length;

    /// <summary>In 1e-9. There is a level.</summary>
    public long BestPrice => this[0].Price;

    /// <summary>In 1e-9. There is a level.</summary>
    public long WorstPrice => _levels[0].Price;

    /// <param name="depth">0 for the best, below <see cref="Count"/>.</param>
    public ref BookLevel this[int depth] => ref _levels[Count - 1 - depth];

    public bool IsBetter(long price, long than) => price * _sign > than * _sign;

    /// <returns>Its depth, or <see cref="None"/>.</returns>
    public int Find(long price)
    {
        var index = FirstAtOrAbove(price * _sign);
        return index < Count && _levels[index].Price == price ? Count - 1 - index : None;
    }

    /// <summary>
    /// Whether a price without a level lies among the levels, so that nothing is displayed there.
    /// </summary>
    public bool IsInside(long price) => Count > 0 && IsBetter(price, WorstPrice);

    /// <summary>A new, empty level. There is room, and no level at this price.</summary>
    /// <returns>Its depth.</returns>
    internal int Insert(long price)
    {
        Invariant.Check(!IsFull);
        var index = FirstAtOrAbove(price * _sign);
        var better = Count - index;
        Array.Copy(_levels, index, _levels, index + 1, better);
        Array.Copy(_keys, index, _keys, index + 1, better);
        _levels[index] = new BookLevel { Price = price };
        _keys[index] = price * _sign;
        Count++;
        return better;
    }

    internal void RemoveAt(int depth)
    {
        var index = Count - 1 - depth;
        Array.Copy(_levels, index + 1, _levels, index, depth);
        Array.Copy(_keys, index + 1, _keys, index, depth);
        Count--;
    }

    internal void Clear() => Count = 0;

    private int FirstAtOrAbove(long key)
    {
        var high = Count;
        for (var i = 0; i < NearLevels; i++)
        {
            if (high == 0 || _keys[high - 1] < key) return high;
            high--;
        }

        var low = 0;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_keys[middle] < key) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
