using System.Numerics;
using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies.Indicators;

/// <summary>
/// The latest prices of one instrument, newest first: a ring of fixed size. A value that owns its array; the
/// strategy stage's thread.
/// </summary>
public struct PriceWindow
{
    private readonly long[] _prices;
    private readonly int _mask;
    private int _next;

    /// <param name="pricesMax">Prices to remember; rounded up to a power of two.</param>
    public PriceWindow(int pricesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pricesMax);
        _prices = new long[BitOperations.RoundUpToPowerOf2((uint)pricesMax)];
        _mask = _prices.Length - 1;
    }

    /// <summary>Prices remembered, at most the capacity.</summary>
    public int Count { get; private set; }

    public readonly int Capacity => _mask + 1;

    /// <summary>A price by its age: 0 is the newest. Ages from <see cref="Count"/> on mean nothing.</summary>
    public readonly long this[int age] => _prices[(_next - 1 - age) & _mask];

    public void Add(long price)
    {
        _prices[_next++ & _mask] = price;
        if (Count <= _mask) Count++;
    }

    public void Clear()
    {
        _next = 0;
        Count = 0;
    }

    /// <summary>Hashes what is remembered, oldest first.</summary>
    public readonly void AddTo(ref StrategyHash hash)
    {
        hash.Add(Count);
        for (var age = Count - 1; age >= 0; age--) hash.Add(this[age]);
    }
}
