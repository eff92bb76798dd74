using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A map from <see cref="long"/> to a struct with a fixed maximum of entries that is iterated in the order in which keys
/// were added, so that replay walks it as the first run did. Owned by one thread.
/// </summary>
/// <remarks>
/// A key that is removed and added again goes to the end; replacing a value keeps the place. While iterating, the
/// current entry may be removed, nothing else. Costs a lookup and one more cache line than <see cref="LongMap{TValue}"/>.
/// </remarks>
public sealed class InsertionOrderedMap<TValue> where TValue : unmanaged
{
    private readonly LongMap<int> _indices;
    private readonly Slab<Entry> _entries;
    private IndexList _order;

    [ColdPath("built at start")]
    public InsertionOrderedMap(int maxEntries)
    {
        _indices = new LongMap<int>(maxEntries);
        _entries = new Slab<Entry>(maxEntries);
    }

    public int MaxEntries => _indices.MaxEntries;

    public int Count => _order.Count;

    public bool IsFull => _indices.IsFull;

    public bool Contains(long key) => _indices.Contains(key);

    public bool TryGet(long key, out TValue value)
    {
        var found = _indices.TryGet(key, out var index);
        value = found ? _entries[index].Value : default;
        return found;
    }

    /// <summary>
    /// The value itself, to be changed in place; a null reference (<see cref="Unsafe.IsNullRef{T}"/>) when the key is
    /// absent. Valid until the key is removed.
    /// </summary>
    public ref TValue Find(long key)
    {
        if (!_indices.TryGet(key, out var index)) return ref Unsafe.NullRef<TValue>();
        return ref _entries[index].Value;
    }

    /// <summary>Adds a key that is not present, at the end.</summary>
    public AddOutcome TryAdd(long key, in TValue value)
    {
        if (_indices.Contains(key)) return AddOutcome.AlreadyPresent;
        if (!_entries.TryRent(out var index)) return AddOutcome.Full;
        _indices.TryAdd(key, index);
        _entries[index].Key = key;
        _entries[index].Value = value;
        _order.AddLast(_entries, index);
        return AddOutcome.Added;
    }

    /// <summary>Adds the key at the end or replaces its value. <c>false</c> when it is absent and the map is full.</summary>
    public bool TrySet(long key, in TValue value)
    {
        ref var present = ref Find(key);
        if (Unsafe.IsNullRef(ref present)) return TryAdd(key, in value) == AddOutcome.Added;
        present = value;
        return true;
    }

    /// <summary>Removes the key; <c>false</c> when it was absent.</summary>
    public bool Remove(long key)
    {
        if (!_indices.Remove(key, out var index)) return false;
        _order.Remove(_entries, index);
        _entries.Return(index);
        return true;
    }

    public void Clear()
    {
        _indices.Clear();
        _entries.Clear();
        _order = default;
    }

    /// <summary>Walks the entries in insertion order, without allocation.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>A cursor over the entries.</summary>
    public struct Enumerator
    {
        private readonly Slab<Entry> _entries;
        private int _current;
        private int _next;

        internal Enumerator(InsertionOrderedMap<TValue> map)
        {
            _entries = map._entries;
            _current = ListLink.None;
            _next = map._order.Head;
        }

        public readonly KeyValuePair<long, TValue> Current => new(_entries[_current].Key, _entries[_current].Value);

        // The successor is looked up before the current entry can be removed.
        public bool MoveNext()
        {
            _current = _next;
            if (_current == ListLink.None) return false;
            _next = _entries[_current].Link.Next;
            return true;
        }
    }

    private struct Entry : ILinked<Entry>
    {
        public ListLink Link;
        public long Key;
        public TValue Value;

        public static ref ListLink LinkOf(ref Entry node) => ref node.Link;
    }
}
