using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Viewer.Projection;

/// <summary>
/// Rows by key, next to one another so that a reader walks through them as a span. Written by the thread that applies
/// messages; owns its rows.
/// </summary>
/// <remarks>
/// <b>Order.</b> Rows stand in the order in which they came, but for the last one, which takes the place of a row that
/// is removed. <b>Versions.</b> Every change gives the table, and the row, a new and greater version, so that a reader
/// redraws only what has changed. <b>Limits.</b> Rows that find no room are counted and left out.
/// </remarks>
public sealed class ViewTable<TRow>
    where TRow : unmanaged
{
    private readonly LongMap<int> _places;
    private readonly TRow[] _rows;
    private readonly long[] _keys;
    private readonly long[] _versions;

    public ViewTable(int capacity)
    {
        _places = new LongMap<int>(capacity);
        _rows = new TRow[capacity];
        _keys = new long[capacity];
        _versions = new long[capacity];
    }

    public int Count { get; private set; }

    public int Capacity => _rows.Length;

    /// <summary>Grows with every change of the table.</summary>
    public long Version { get; private set; }

    /// <summary>Rows for which there was no room.</summary>
    public long Refused { get; private set; }

    /// <summary>All rows, valid until the next message is applied.</summary>
    public ReadOnlySpan<TRow> Rows => _rows.AsSpan(0, Count);

    /// <summary>The table's version when the row at this place last changed.</summary>
    public long VersionAt(int place) => _versions[place];

    public bool TryGet(long key, out TRow row)
    {
        var isThere = _places.TryGet(key, out var place);
        row = isThere ? _rows[place] : default;
        return isThere;
    }

    /// <summary>The row of a key, made if it is not there, with a new version: to be filled by the caller.</summary>
    /// <returns>A null reference where there is no room for it.</returns>
    internal ref TRow Change(long key)
    {
        if (!_places.TryGet(key, out var place)) place = Add(key);
        if (place < 0) return ref Unsafe.NullRef<TRow>();
        _versions[place] = ++Version;
        return ref _rows[place];
    }

    /// <summary>The row of a key that is there, with a new version.</summary>
    /// <returns>A null reference where it is not.</returns>
    internal ref TRow ChangeExisting(long key)
    {
        if (!_places.TryGet(key, out var place)) return ref Unsafe.NullRef<TRow>();
        _versions[place] = ++Version;
        return ref _rows[place];
    }

    internal void Set(long key, in TRow row)
    {
        ref var changed = ref Change(key);
        if (!Unsafe.IsNullRef(ref changed)) changed = row;
    }

    internal bool Remove(long key)
    {
        if (!_places.TryGet(key, out var place)) return false;
        _places.Remove(key);
        var last = --Count;
        Version++;
        if (place == last) return true;
        _rows[place] = _rows[last];
        _keys[place] = _keys[last];
        _versions[place] = Version; // Another row stands here now.
        _places.Find(_keys[place]) = place;
        return true;
    }

    internal void Clear()
    {
        if (Count == 0) return;
        _places.Clear();
        Count = 0;
        Version++;
    }

    private int Add(long key)
    {
        if (Count == _rows.Length || key == LongMap<int>.ReservedKey)
        {
            Refused++;
            return -1;
        }

        var place = Count++;
        _places.TryAdd(key, place);
        _keys[place] = key;
        _rows[place] = default;
        return place;
    }
}
