using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// The levels of one side of a book, by price. The core's thread; owns its levels.
/// </summary>
/// <remarks>
/// <para><b>Keys.</b> Less is better on both sides: a bid has its negated price as key. So there is one direction only.</para>
/// <para><b>Window.</b> Keys from <c>_low</c> on, as many as the ladder is wide, are found by one lookup, and the next best by
/// three bit words. The window is a ring: a key has its place by its low bits, so that moving the window moves only the levels that
/// leave or enter it. The best level is always inside.</para>
/// <para><b>Far levels</b> are worse than the window; they stand in an array sorted with the best at its end, found by binary
/// search. Nothing is ever dropped: there are as many places for far levels as levels.</para>
/// <para><b>Limits.</b> <see cref="BookRules.LevelsPerSide"/> levels; then <see cref="HasRoomFor"/> is false.</para>
/// </remarks>
internal sealed class PriceLadder
{
    public const int None = 0;

    /// <summary>Worse than every key.</summary>
    public const long NoKey = long.MaxValue;

    private readonly PriceLevel[] _levels; // The first is not used.
    private readonly int[] _window;
    private readonly BitLadder _occupied;
    private readonly int[] _far;
    private readonly int _mask;
    private readonly long _sign;
    private int _farCount;
    private int _firstFree; // Free levels are linked by their first order.
    private long _low;

    public PriceLadder(bool isSell, int ladderTicks, int levels)
    {
        _sign = isSell ? 1 : -1;
        _levels = new PriceLevel[levels + 1];
        _window = new int[ladderTicks];
        _occupied = new BitLadder(ladderTicks);
        _far = new int[levels];
        _mask = ladderTicks - 1;
        for (var i = 1; i < levels; i++) _levels[i].Shown.First = i + 1;
        _firstFree = 1;
    }

    /// <summary>The best level, or <see cref="None"/>.</summary>
    public int Best { get; private set; }

    /// <summary>Of the best level, or <see cref="NoKey"/>.</summary>
    public long BestKey { get; private set; } = NoKey;

    public int Count { get; private set; }

    public int Capacity => _far.Length;

    public ref PriceLevel this[int level] => ref _levels[level];

    /// <summary>From a price to its key and back.</summary>
    public long KeyOf(long price) => price * _sign;

    /// <summary>The level of a key, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long key)
    {
        if (IsInWindow(key)) return _window[(int)key & _mask];
        return key < _low ? None : FindFar(key);
    }

    public bool HasRoomFor(long key) => Count < Capacity || Find(key) != None;

    /// <summary>The level of a key, new and empty if need be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindOrAdd(long key)
    {
        var level = Find(key);
        return level != None ? level : Add(key);
    }

    /// <summary>Takes an empty level away.</summary>
    public void Remove(int level)
    {
        ref var removed = ref _levels[level];
        Invariant.Check(removed.Orders == 0);
        var key = removed.Key;
        if (IsInWindow(key))
        {
            _window[(int)key & _mask] = None;
            _occupied.Remove((int)key & _mask);
        }
        else
        {
            RemoveFar(key);
        }

        removed.Shown.First = _firstFree;
        _firstFree = level;
        Count--;
        if (level == Best) FindBest();
    }

    /// <summary>The next worse level that is there, or <see cref="None"/>.</summary>
    public int After(int level) => AfterKey(_levels[level].Key);

    /// <summary>The best level that is worse than a key, or <see cref="None"/>.</summary>
    public int AfterKey(long key)
    {
        if (!IsInWindow(key)) return key < _low ? Best : FarAfter(FarIndexOf(key));
        if (key + 1 < _low + _window.Length)
        {
            var found = _occupied.NextAtOrAbove((int)(key + 1) & _mask);
            if (found == BitLadder.NotFound) found = _occupied.NextAtOrAbove(0);
            if (found != BitLadder.NotFound && _levels[_window[found]].Key > key) return _window[found];
        }

        return FarAfter(_farCount);
    }

    private int FarAfter(int index) => index == 0 ? None : _far[index - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInWindow(long key) => (ulong)(key - _low) < (ulong)_window.Length;

    private int Add(long key)
    {
        Invariant.Check(Count < Capacity);
        var level = _firstFree;
        _firstFree = _levels[level].Shown.First;
        _levels[level] = new PriceLevel { Key = key };
        if (Count++ == 0) _low = key - Margin;
        else if (key < _low) MoveTo(key - Margin);
        if (IsInWindow(key)) PutInWindow(level);
        else AddFar(level);
        if (key < BestKey) (Best, BestKey) = (level, key);
        return level;
    }

    // Room for better prices in front of the best one.
    private int Margin => _window.Length >> 2;

    private void PutInWindow(int level)
    {
        var place = (int)_levels[level].Key & _mask;
        _window[place] = level;
        _occupied.Add(place);
    }

    private void FindBest()
    {
        if (Count == 0)
        {
            (Best, BestKey) = (None, NoKey);
            return;
        }

        var found = _occupied.NextAtOrAbove((int)BestKey & _mask); // All keys are behind the old best one.
        if (found == BitLadder.NotFound) found = _occupied.NextAtOrAbove(0);
        Best = found != BitLadder.NotFound ? _window[found] : _far[_farCount - 1];
        BestKey = _levels[Best].Key;
        if (BestKey - _low > _window.Length >> 1) AdvanceTo(BestKey - Margin);
    }

    // Towards better prices: the levels at the other end leave the window, the worst first.
    private void MoveTo(long low)
    {
        while (!_occupied.IsEmpty)
        {
            var place = _occupied.PreviousAtOrBelow((int)(_low - 1) & _mask);
            if (place == BitLadder.NotFound) place = _occupied.PreviousAtOrBelow(_mask);
            var level = _window[place];
            if (_levels[level].Key - low < _window.Length) break;
            _window[place] = None;
            _occupied.Remove(place);
            _far[_farCount++] = level;
        }

        _low = low;
    }

    // Towards worse prices, where nothing stands in front of the best level: far levels come in, the best first.
    private void AdvanceTo(long low)
    {
        _low = low;
        while (_farCount > 0 && IsInWindow(_levels[_far[_farCount - 1]].Key)) PutInWindow(_far[--_farCount]);
    }

    /// <summary>Where a far key is, or where it would go.</summary>
    private int FarIndexOf(long key)
    {
        var (from, to) = (0, _farCount);
        while (from < to)
        {
            var middle = (from + to) >> 1;
            if (_levels[_far[middle]].Key > key) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    private int FindFar(long key)
    {
        var index = FarIndexOf(key);
        return index < _farCount && _levels[_far[index]].Key == key ? _far[index] : None;
    }

    private void AddFar(int level)
    {
        var index = FarIndexOf(_levels[level].Key);
        Array.Copy(_far, index, _far, index + 1, _farCount - index);
        _far[index] = level;
        _farCount++;
    }

    private void RemoveFar(long key)
    {
        var index = FarIndexOf(key);
        _farCount--;
        Array.Copy(_far, index + 1, _far, index, _farCount - index);
    }
}
