using System.Numerics;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A set of the integers from 0 to a fixed limit that finds the nearest member either way in a few steps, however far
/// off it is: which levels of a price ladder are occupied. Owned by one thread.
/// </summary>
/// <remarks>
/// Each level summarises 64 words of the one below in one word, one bit for "not empty": 4096 bits have two levels, 16
/// million four. A search climbs until it finds a word with a neighbor, then descends: two bit scans per level.
/// </remarks>
public sealed class LadderBitSet
{
    public const int None = -1;

    private const int BitsPerWord = 64;
    private const int WordShift = 6;
    private const int WordMask = BitsPerWord - 1;

    // Level 0 holds the members; the last level is a single word.
    private readonly ulong[][] _levels;

    /// <param name="size">Members are from 0 to below this.</param>
    [ColdPath("built at start")]
    public LadderBitSet(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        var levels = new List<ulong[]>();
        var bits = size;
        do
        {
            bits = ((bits - 1) >> WordShift) + 1;
            levels.Add(new ulong[bits]);
        }
        while (bits > 1);
        _levels = [.. levels];
    }

    public int Size { get; }

    public int Count { get; private set; }

    /// <summary>The least member, or <see cref="None"/>.</summary>
    public int First => NextAtOrAfter(0);

    /// <summary>The greatest member, or <see cref="None"/>.</summary>
    public int Last => PreviousAtOrBefore(Size - 1);

    public bool Contains(int member)
    {
        Invariant.Check((uint)member < (uint)Size);
        return (_levels[0][member >> WordShift] & Bit(member)) != 0;
    }

    /// <summary>Adds a member; <c>false</c> when it was there already.</summary>
    public bool Add(int member)
    {
        if (Contains(member)) return false;
        Count++;
        foreach (var level in _levels)
        {
            ref var word = ref level[member >> WordShift];
            var wasEmpty = word == 0;
            word |= Bit(member);
            if (!wasEmpty) break;
            member >>= WordShift;
        }
        return true;
    }

    /// <summary>Removes a member; <c>false</c> when it was not there.</summary>
    public bool Remove(int member)
    {
        if (!Contains(member)) return false;
        Count--;
        foreach (var level in _levels)
        {
            ref var word = ref level[member >> WordShift];
            word &= ~Bit(member);
            if (word != 0) break;
            member >>= WordShift;
        }
        return true;
    }

    /// <summary>The least member that is not below <paramref name="from"/>, or <see cref="None"/>.</summary>
    public int NextAtOrAfter(int from)
    {
        if (from >= Size) return None;
        var at = Math.Max(from, 0);
        for (var level = 0; level < _levels.Length; level++)
        {
            var index = at >> WordShift;
            if (index >= _levels[level].Length) return None;
            var word = _levels[level][index] & (ulong.MaxValue << (at & WordMask));
            if (word != 0) return DescendToLowest(level, (index << WordShift) + BitOperations.TrailingZeroCount(word));
            at = index + 1;
        }
        return None;
    }

    /// <summary>The greatest member that is not above <paramref name="from"/>, or <see cref="None"/>.</summary>
    public int PreviousAtOrBefore(int from)
    {
        if (from < 0) return None;
        var at = Math.Min(from, Size - 1);
        for (var level = 0; level < _levels.Length; level++)
        {
            var index = at >> WordShift;
            var word = _levels[level][index] & (ulong.MaxValue >> (WordMask - (at & WordMask)));
            if (word != 0) return DescendToHighest(level, (index << WordShift) + BitOperations.Log2(word));
            if (index == 0) return None;
            at = index - 1;
        }
        return None;
    }

    public void Clear()
    {
        foreach (var level in _levels) Array.Clear(level);
        Count = 0;
    }

    private static ulong Bit(int member) => 1UL << (member & WordMask);

    private int DescendToLowest(int level, int at)
    {
        while (--level >= 0) at = (at << WordShift) + BitOperations.TrailingZeroCount(_levels[level][at]);
        return at;
    }

    private int DescendToHighest(int level, int at)
    {
        while (--level >= 0) at = (at << WordShift) + BitOperations.Log2(_levels[level][at]);
        return at;
    }
}
