using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A map from <c>long</c> to a struct that is walked in the order of insertion, whatever was removed in between: the
/// same on
/// every host, as the determinism law asks. One thread; owns its entries.
/// </summary>
/// <remarks><b>Limits.</b> <see cref="Capacity"/> entries, then <see cref="MapAddition.Full"/>.</remarks>
public sealed class OrderedLongMap<TValue>
    where TValue : unmanaged
{
    private readonly LongMap<int> _links;
    private readonly Slab<Entry> _entries;
    private LinkedQueue<Entry> _order;

    /// <param name="capacity">The most entries that are alive at the same time, 1 to <see
    /// cref="LongMap{TValue}.CapacityMax"/>.</param>
    public OrderedLongMap(int capacity)
    {
        _links = new LongMap<int>(capacity);
        _entries = new Slab<Entry>(capacity);
    }

    public int Capacity => _entries.Capacity;

    public int Count => _entries.Count;

    /// <summary>The oldest entry, or <see cref="Slab{T}.None"/>. Walk on with <see cref="Next"/>.</summary>
    public int First => _order.First;

    /// <summary>
    /// The entry inserted after this one, or <see cref="Slab{T}.None"/>. Read it before removing this one.
    /// </summary>
    public int Next(int link) => _entries[link].Next;

    public long KeyAt(int link) => _entries[link].Key;

    public ref TValue ValueAt(int link) => ref _entries[link].Value;

    public MapAddition TryAdd(long key, in TValue value)
    {
        if (key == LongMap<int>.ReservedKey) MapErrors.ReservedKey();
        if (_links.Contains(key)) return MapAddition.AlreadyPresent;
        if (Count == Capacity) return MapAddition.Full;
        var added = _links.TryAdd(key, Slab<Entry>.None);
        Invariant.Check(_entries.TryRent(out var link));
        ref var entry = ref _entries[link];
        entry.Key = key;
        entry.Value = value;
        _links.Find(key) = link;
        _order.AddLast(_entries, link);
        return added;
    }

    /// <summary>The value of a key, or a null reference. Valid until the entry is removed.</summary>
    public ref TValue Find(long key)
    {
        ref var link = ref _links.Find(key);
        if (Unsafe.IsNullRef(ref link)) return ref Unsafe.NullRef<TValue>();
        return ref _entries[link].Value;
    }

    public bool Contains(long key) => _links.Contains(key);

    public bool Remove(long key)
    {
        if (!_links.TryGet(key, out var link)) return false;
        _links.Remove(key);
        _order.Remove(_entries, link);
        _entries.Return(link);
        return true;
    }

    private struct Entry : ILinked
    {
        public long Key;
        public TValue Value;

        public int Next { get; set; }

        public int Previous { get; set; }
    }
}
