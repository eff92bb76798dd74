using System.Numerics;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A set of small integers that finds its next and previous member at a constant cost, for price ladders. Three
/// levels of 64-bit
/// words, each bit of an upper level telling whether the word below it is empty. One thread; owns the words.
/// </summary>
/// <remarks>
/// <b>Limits.</b> Members are 0 to <see cref="Capacity"/> - 1, at most 64^3 = 262 144 of them. Naming any other is
/// a bug and stops the process; a search may start anywhere.
/// </remarks>
public sealed class BitLadder
{
    public const int CapacityMax = WordBits * WordBits * WordBits;

    /// <summary>What a search answers when there is no such member.</summary>
    public const int NotFound = -1;

    private const int WordBits = 64;
    private const int WordShift = 6;

    private readonly ulong[] _members;
    private readonly ulong[] _words;
    private ulong _groups;

    /// <param name="capacity">One more than the largest member, 1 to <see cref="CapacityMax"/>.</param>
    public BitLadder(int capacity)
    {
        if (capacity is < 1 or > CapacityMax)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A bit ladder has 1 to {CapacityMax} rungs.");
        Capacity = capacity;
        _members = new ulong[(capacity + WordBits - 1) >> WordShift];
        _words = new ulong[(_members.Length + WordBits - 1) >> WordShift];
    }

    public int Capacity { get; }

    public bool IsEmpty => _groups == 0;

    /// <param name="member">From 0 to <see cref="Capacity"/> - 1.</param>
    public bool Contains(int member)
    {
        Invariant.Check((uint)member < (uint)Capacity);
        return (_members[member >> WordShift] & Bit(member)) != 0;
    }

    /// <inheritdoc cref="Contains"/>
    public void Add(int member)
    {
        Invariant.Check((uint)member < (uint)Capacity);
        var word = member >> WordShift;
        _members[word] |= Bit(member);
        _words[word >> WordShift] |= Bit(word);
        _groups |= Bit(word >> WordShift);
    }

    /// <inheritdoc cref="Contains"/>
    public void Remove(int member)
    {
        Invariant.Check((uint)member < (uint)Capacity);
        var word = member >> WordShift;
        if ((_members[word] &= ~Bit(member)) != 0) return;
        var group = word >> WordShift;
        if ((_words[group] &= ~Bit(word)) == 0) _groups &= ~Bit(group);
    }

    /// <summary>The smallest member that is at least <paramref name="member"/>, or <see cref="NotFound"/>.</summary>
    public int NextAtOrAbove(int member)
    {
        if (member >= Capacity) return NotFound;
        if (member < 0) member = 0;
        var word = member >> WordShift;
        var found = _members[word] & AtOrAbove(member);
        if (found != 0) return (word << WordShift) + BitOperations.TrailingZeroCount(found);
        word = NextWord(word);
        return word == NotFound ? NotFound : (word << WordShift) + BitOperations.TrailingZeroCount(_members[word]);
    }

    /// <summary>The largest member that is at most <paramref name="member"/>, or <see cref="NotFound"/>.</summary>
    public int PreviousAtOrBelow(int member)
    {
        if (member < 0) return NotFound;
        if (member >= Capacity) member = Capacity - 1;
        var word = member >> WordShift;
        var found = _members[word] & AtOrBelow(member);
        if (found != 0) return (word << WordShift) + BitOperations.Log2(found);
        word = PreviousWord(word);
        return word == NotFound ? NotFound : (word << WordShift) + BitOperations.Log2(_members[word]);
    }

    private int NextWord(int word)
    {
        var group = word >> WordShift;
        var found = _words[group] & Above(word);
        if (found != 0) return (group << WordShift) + BitOperations.TrailingZeroCount(found);
        var groups = _groups & Above(group);
        if (groups == 0) return NotFound;
        group = BitOperations.TrailingZeroCount(groups);
        return (group << WordShift) + BitOperations.TrailingZeroCount(_words[group]);
    }

    private int PreviousWord(int word)
    {
        var group = word >> WordShift;
        var found = _words[group] & Below(word);
        if (found != 0) return (group << WordShift) + BitOperations.Log2(found);
        var groups = _groups & Below(group);
        if (groups == 0) return NotFound;
        group = BitOperations.Log2(groups);
        return (group << WordShift) + BitOperations.Log2(_words[group]);
    }

    // Shifts count modulo 64, which is just what a position inside a word needs.
    private static ulong Bit(int index) => 1UL << index;

    private static ulong AtOrAbove(int index) => ulong.MaxValue << index;

    private static ulong AtOrBelow(int index) => ulong.MaxValue >> (WordBits - 1 - (index & (WordBits - 1)));

    private static ulong Above(int index) => AtOrAbove(index) & ~Bit(index);

    private static ulong Below(int index) => AtOrBelow(index) & ~Bit(index);
}
