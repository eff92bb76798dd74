using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A fixed number of items, handed out and taken back by index: memory for orders, levels, timers. Owned by one thread.
/// </summary>
/// <remarks>
/// Free items form a list, last returned first, so that the item handed out is still in the cache. Each item counts how
/// often it was handed out: a <see cref="SlabHandle"/> that outlived its item is recognised instead of reaching the
/// item's next user. Returning an item twice is a bug and stops the process.
/// </remarks>
public sealed class Slab<T> where T : unmanaged
{
    private readonly T[] _items;

    // Odd while handed out. Wraps after 2^31 uses of one item, by which time no handle of its first use is left.
    private readonly int[] _generations;
    private readonly int[] _nextFree;
    private int _firstFree;

    [ColdPath("built at start")]
    public Slab(int maxItems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxItems, 1);
        _items = new T[maxItems];
        _generations = new int[maxItems];
        _nextFree = new int[maxItems];
        Clear();
    }

    public int MaxItems => _items.Length;

    /// <summary>Items handed out.</summary>
    public int Count { get; private set; }

    public bool IsFull => _firstFree == ListLink.None;

    /// <summary>An item by its index, handed out or not; the caller knows. The reference stays valid for ever.</summary>
    public ref T this[int index] => ref _items[index];

    /// <summary>Hands out an item, zeroed. <c>false</c> when all are out.</summary>
    public bool TryRent(out int index)
    {
        index = _firstFree;
        if (index == ListLink.None) return false;
        _firstFree = _nextFree[index];
        _generations[index]++;
        _items[index] = default;
        Count++;
        return true;
    }

    public void Return(int index)
    {
        Invariant.Check(IsRented(index));
        _generations[index]++;
        _nextFree[index] = _firstFree;
        _firstFree = index;
        Count--;
    }

    public bool IsRented(int index) => (uint)index < (uint)_items.Length && (_generations[index] & 1) != 0;

    /// <summary>A reference to an item that is handed out, safe to keep beyond its return.</summary>
    public SlabHandle HandleOf(int index)
    {
        Invariant.Check(IsRented(index));
        return new SlabHandle(index, _generations[index]);
    }

    /// <summary>Whether the item that the handle was made for is still handed out to the same user.</summary>
    public bool IsCurrent(SlabHandle handle) =>
        IsRented(handle.Index) && _generations[handle.Index] == handle.Generation;

    /// <summary>Takes all items back. They will be handed out in ascending order, as at first.</summary>
    public void Clear()
    {
        for (var i = 0; i < _items.Length; i++)
        {
            if (IsRented(i)) _generations[i]++;
            _nextFree[i] = i + 1;
        }
        _nextFree[^1] = ListLink.None;
        _firstFree = 0;
        Count = 0;
    }
}
