using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A map from <c>long</c> to a small struct with a fixed number of entries: open addressing, linear probing, no
/// tombstones.
/// One thread; owns its table, which is allocated once.
/// </summary>
/// <remarks>
/// <para><b>Limits.</b> Holds <see cref="Capacity"/> live entries, then answers <see cref="MapAddition.Full"/>. The
/// table is
/// the next power of two above 1.5 times the capacity: for an index of live orders its size, hence its share of cache
/// and TLB
/// misses, decides the speed more than its arithmetic. Every key but <see cref="ReservedKey"/> is allowed.</para>
/// <para><b>Removal</b> shifts the following entries back instead of leaving tombstones, so probes never get longer
/// with
/// time.</para>
/// <para><b>Order.</b> There is no enumeration: the order would depend on the table's size. Where order matters, use
/// <see cref="OrderedLongMap{TValue}"/>.</para>
/// </remarks>
public sealed class LongMap<TValue>
    where TValue : unmanaged
{
    /// <summary>Marks an empty place; refused as a key.</summary>
    public const long ReservedKey = long.MinValue;

    /// <summary>
    /// 715 827 882: the most entries whose table, half as large again and one more, is at most 2^30 long.
    /// </summary>
    public const int CapacityMax = (FixedCapacity.CountMax - 1) / 3 * 2;

    // 2^64 divided by the golden ratio: consecutive ids land far apart, and the upper bits are the well-mixed ones.
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private readonly Entry[] _entries;
    private readonly int _mask;
    private readonly int _shift;

    /// <param name="capacity">The most entries that are alive at the same time, 1 to <see cref="CapacityMax"/>.</param>
    public LongMap(int capacity)
    {
        Capacity = FixedCapacity.Check(capacity, "map", CapacityMax);
        var size = TableSize(capacity);
        _entries = new Entry[size];
        _mask = size - 1;
        _shift = 64 - BitOperations.Log2((uint)size);
        Clear();
    }

    /// <summary>Places in the table for so many entries: always more, so that a search ends.</summary>
    internal static int TableSize(int capacity) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity + (capacity >> 1) + 1, 4));

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>Adds an entry unless the key is there or the map is full.</summary>
    public MapAddition TryAdd(long key, in TValue value)
    {
        if (key == ReservedKey) MapErrors.ReservedKey();
        var index = IndexOf(key);
        if (At(index).Key == key) return MapAddition.AlreadyPresent;
        if (Count == Capacity) return MapAddition.Full;
        ref var entry = ref At(index);
        entry.Key = key;
        entry.Value = value;
        Count++;
        return MapAddition.Added;
    }

    public bool TryGet(long key, out TValue value)
    {
        ref var found = ref Find(key);
        if (Unsafe.IsNullRef(ref found))
        {
            value = default;
            return false;
        }

        value = found;
        return true;
    }

    /// <summary>The value of a key, to be read or changed in place until the next addition or removal.</summary>
    /// <returns>A null reference (see <see cref="Unsafe.IsNullRef{T}"/>) where the key is absent.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TValue Find(long key)
    {
        ref var entry = ref At(IndexOf(key));
        if (entry.Key == key && key != ReservedKey) return ref entry.Value;
        return ref Unsafe.NullRef<TValue>();
    }

    public bool Contains(long key) => !Unsafe.IsNullRef(ref Find(key));

    /// <returns><c>false</c> where the key is absent.</returns>
    public bool Remove(long key)
    {
        var index = IndexOf(key);
        if (At(index).Key != key || key == ReservedKey) return false;
        CloseGap(index);
        Count--;
        return true;
    }

    /// <summary>Forgets all entries. Touches the whole table.</summary>
    public void Clear()
    {
        for (var i = 0; i < _entries.Length; i++) _entries[i].Key = ReservedKey;
        Count = 0;
    }

    /// <summary>
    /// Where the key is, or the empty place where it would go. Ends because the table is never full.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOf(long key)
    {
        var index = HomeOf(key);
        while (true)
        {
            var found = At(index).Key;
            if (found == key || found == ReservedKey) return index;
            index = (index + 1) & _mask;
        }
    }

    /// <summary>
    /// Moves back every entry behind the gap that may stand in it, so that each is found from its home again.
    /// </summary>
    private void CloseGap(int gap)
    {
        var index = gap;
        while (true)
        {
            index = (index + 1) & _mask;
            if (At(index).Key == ReservedKey) break;
            if (!MayMove(index, gap)) continue;
            At(gap) = At(index);
            gap = index;
        }

        At(gap).Key = ReservedKey;
    }

    /// <summary>An entry may move to the gap unless its home lies between the gap and where it stands.</summary>
    private bool MayMove(int index, int gap) =>
        ((index - HomeOf(At(index).Key)) & _mask) >= ((index - gap) & _mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HomeOf(long key) => (int)(((ulong)key * Golden) >> _shift);

    /// <summary>Unchecked: every index here is masked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry At(int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), (uint)index);

    private struct Entry
    {
        public long Key;
        public TValue Value;
    }
}
