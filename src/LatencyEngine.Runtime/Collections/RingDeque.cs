using System.Numerics;
using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>A double-ended queue of a fixed number of structs in one array. One thread; owns the array.</summary>
/// <remarks><b>Limits.</b> <see cref="Capacity"/> items, then additions are refused.</remarks>
public sealed class RingDeque<T>
    where T : unmanaged
{
    private readonly T[] _items;
    private readonly int _mask;
    private int _first;

    /// <param name="capacity">The most items at the same time, 1 to 2^30.</param>
    public RingDeque(int capacity)
    {
        Capacity = FixedCapacity.Check(capacity, "deque");
        _items = new T[(int)BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _items.Length - 1;
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>The item at a place, counted from the front.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1; anything else is a bug and stops the process.</param>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Invariant.Check((uint)index < (uint)Count);
            return ref _items[(_first + index) & _mask];
        }
    }

    public bool TryAddLast(in T item)
    {
        if (Count == Capacity) return false;
        _items[(_first + Count) & _mask] = item;
        Count++;
        return true;
    }

    public bool TryAddFirst(in T item)
    {
        if (Count == Capacity) return false;
        _first = (_first - 1) & _mask;
        _items[_first] = item;
        Count++;
        return true;
    }

    public bool TryRemoveFirst(out T item)
    {
        item = default;
        if (Count == 0) return false;
        item = _items[_first];
        _first = (_first + 1) & _mask;
        Count--;
        return true;
    }

    public bool TryRemoveLast(out T item)
    {
        item = default;
        if (Count == 0) return false;
        Count--;
        item = _items[(_first + Count) & _mask];
        return true;
    }

    public void Clear()
    {
        _first = 0;
        Count = 0;
    }
}
