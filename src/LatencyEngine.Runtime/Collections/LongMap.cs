using System.Numerics;
using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A hash map from <see cref="long"/> to a small struct with a fixed maximum of entries: the index from an id to its
/// order, its instrument, its slot. Owned by one thread. It cannot be iterated; <see cref="InsertionOrderedMap{TValue}"/> can.
/// </summary>
/// <remarks>
/// <para><b>Shape.</b> Open addressing with linear probing over one array of a power of two, at most two thirds full, in
/// which key and value lie side by side: a hit costs one cache line. The table is sized to the entries that are alive
/// at once, not to all ids ever seen, since a table that misses the cache costs more than any probing.</para>
/// <para><b>Deletion</b> shifts later entries of the run back. There are no tombstones, so speed does not decay with
/// use, and the layout of the table depends on nothing but the operations done: no hash seed, no chance.</para>
/// <para><b>Limits.</b> <see cref="EmptyKey"/> is no key. When full, adding answers so; nothing grows.</para>
/// </remarks>
public sealed class LongMap<TValue> where TValue : unmanaged
{
    /// <summary>Marks a free place, and is therefore refused as a key.</summary>
    public const long EmptyKey = long.MinValue;

    /// <summary>Keeps the table below the length limit of an array.</summary>
    public const int MaxMaxEntries = 1 << 28;

    // 2^64 divided by the golden ratio, odd: multiplication spreads neighboring keys as far apart as can be.
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly Entry[] _entries;
    private readonly int _mask;
    private readonly int _shift;

    /// <param name="maxEntries">The most entries alive at once; the table has 1.5 to 3 times as many places.</param>
    [ColdPath("built at start")]
    public LongMap(int maxEntries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEntries, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxEntries, MaxMaxEntries);
        MaxEntries = maxEntries;
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)(maxEntries + (maxEntries >> 1) + 1));
        _entries = new Entry[places];
        _mask = places - 1;
        _shift = 64 - BitOperations.Log2((uint)places);
        Clear();
    }

    public int MaxEntries { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == MaxEntries;

    public bool Contains(long key) => PlaceOf(key) >= 0;

    public bool TryGet(long key, out TValue value)
    {
        var place = PlaceOf(key);
        value = place >= 0 ? _entries[place].Value : default;
        return place >= 0;
    }

    /// <summary>
    /// The value in the table itself, to be changed in place; a null reference (<see cref="Unsafe.IsNullRef{T}"/>) when
    /// the key is absent. Valid until the next addition or removal.
    /// </summary>
    public ref TValue Find(long key)
    {
        var place = PlaceOf(key);
        if (place < 0) return ref Unsafe.NullRef<TValue>();
        return ref _entries[place].Value;
    }

    /// <summary>Adds a key that is not present.</summary>
    public AddOutcome TryAdd(long key, in TValue value)
    {
        var place = ProbeFor(key);
        if (_entries[place].Key == key) return AddOutcome.AlreadyPresent;
        if (IsFull) return AddOutcome.Full;
        Put(place, key, in value);
        return AddOutcome.Added;
    }

    /// <summary>Adds the key or replaces its value. <c>false</c> when the key is absent and the map is full.</summary>
    public bool TrySet(long key, in TValue value)
    {
        var place = ProbeFor(key);
        if (_entries[place].Key == key)
        {
            _entries[place].Value = value;
            return true;
        }
        if (IsFull) return false;
        Put(place, key, in value);
        return true;
    }

    /// <summary>Removes the key; <c>false</c> when it was absent.</summary>
    public bool Remove(long key) => Remove(key, out _);

    public bool Remove(long key, out TValue value)
    {
        var place = PlaceOf(key);
        if (place < 0)
        {
            value = default;
            return false;
        }
        value = _entries[place].Value;
        CloseGap(place);
        Count--;
        return true;
    }

    public void Clear()
    {
        for (var i = 0; i < _entries.Length; i++) _entries[i].Key = EmptyKey;
        Count = 0;
    }

    // The upper bits of the product depend on all bits below them; the fold lets the upper half of the key join in.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HomeOf(long key)
    {
        var folded = (ulong)key ^ ((ulong)key >> 32);
        return (int)((folded * Golden) >> _shift);
    }

    private int PlaceOf(long key)
    {
        var place = ProbeFor(key);
        return _entries[place].Key == key ? place : -1;
    }

    // The place of the key, or the free place where it belongs. Ends, since a third of the places is always free.
    private int ProbeFor(long key)
    {
        Invariant.Check(key != EmptyKey);
        var entries = _entries;
        var place = HomeOf(key);
        while (true)
        {
            var found = entries[place].Key;
            if (found == key || found == EmptyKey) return place;
            place = (place + 1) & _mask;
        }
    }

    private void Put(int place, long key, in TValue value)
    {
        _entries[place].Key = key;
        _entries[place].Value = value;
        Count++;
    }

    // Walks the rest of the run and moves back every entry whose home is not between the gap and its place.
    private void CloseGap(int gap)
    {
        var entries = _entries;
        for (var place = (gap + 1) & _mask; entries[place].Key != EmptyKey; place = (place + 1) & _mask)
        {
            var distanceFromHome = (place - HomeOf(entries[place].Key)) & _mask;
            var distanceFromGap = (place - gap) & _mask;
            if (distanceFromHome < distanceFromGap) continue;
            entries[gap] = entries[place];
            gap = place;
        }
        entries[gap].Key = EmptyKey;
    }

    private struct Entry
    {
        public long Key;
        public TValue Value;
    }
}
