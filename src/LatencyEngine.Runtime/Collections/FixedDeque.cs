using System.Numerics;

namespace LatencyEngine.Runtime.Collections;

/// <summary>A queue with two ends and a fixed maximum, on one thread: windows, backlogs. Threads talk through rings.</summary>
public sealed class FixedDeque<T> where T : unmanaged
{
    /// <summary>The greatest power of two that an array can have.</summary>
    public const int MaxMaxItems = 1 << 30;

    private readonly T[] _items;
    private readonly int _mask;
    private int _head;

    [ColdPath("built at start")]
    public FixedDeque(int maxItems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxItems, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxItems, MaxMaxItems);
        MaxItems = maxItems;
        _items = new T[BitOperations.RoundUpToPowerOf2((uint)maxItems)];
        _mask = _items.Length - 1;
    }

    public int MaxItems { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == MaxItems;

    /// <summary>An item by its distance from the first, below <see cref="Count"/>. Valid until it is removed.</summary>
    public ref T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count) ThrowNoSuchItem(index);
            return ref _items[(_head + index) & _mask];
        }
    }

    public bool TryAddLast(in T item)
    {
        if (IsFull) return false;
        _items[(_head + Count) & _mask] = item;
        Count++;
        return true;
    }

    public bool TryAddFirst(in T item)
    {
        if (IsFull) return false;
        _head = (_head - 1) & _mask;
        _items[_head] = item;
        Count++;
        return true;
    }

    public bool TryRemoveFirst(out T item)
    {
        item = default;
        if (Count == 0) return false;
        item = _items[_head];
        _head = (_head + 1) & _mask;
        Count--;
        return true;
    }

    public bool TryRemoveLast(out T item)
    {
        item = default;
        if (Count == 0) return false;
        Count--;
        item = _items[(_head + Count) & _mask];
        return true;
    }

    public void Clear() => (_head, Count) = (0, 0);

    [ColdPath("a bug in the caller")]
    private void ThrowNoSuchItem(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} items.");
}
