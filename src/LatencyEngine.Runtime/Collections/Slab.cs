using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A pool of a fixed number of structs that are named by <c>int</c> links instead of references. One thread; owns the
/// items.
/// </summary>
/// <remarks>
/// <para><b>Limits.</b> <see cref="Capacity"/> items, then <see cref="TryRent"/> refuses.</para>
/// <para><b>Invariants.</b> Giving back what is not rented is a bug and stops the process. A <see cref="SlabHandle"/>
/// also
/// carries the generation of its item, so that a link kept too long is found out instead of naming the next
/// tenant.</para>
/// <para><b>Order.</b> The item given back last is rented next: it is the one still in the cache.</para>
/// </remarks>
public sealed class Slab<T>
    where T : unmanaged
{
    /// <summary>The link that names nothing.</summary>
    public const int None = -1;

    private const int Rented = -2;

    private readonly T[] _items;
    private readonly int[] _links; // Of a free item: the next free one. Of a rented one: Rented.
    private readonly int[] _generations;
    private int _firstFree;

    /// <param name="capacity">The most items that are rented at the same time, 1 to 2^30.</param>
    public Slab(int capacity)
    {
        Capacity = FixedCapacity.Check(capacity, "slab");
        _items = new T[capacity];
        _links = new int[capacity];
        _generations = new int[capacity];
        for (var i = 0; i < capacity; i++) _links[i] = i + 1 < capacity ? i + 1 : None;
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>
    /// A rented item, not checked beyond the array's bounds: the link must come from <see cref="TryRent"/>.
    /// </summary>
    public ref T this[int link]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _items[link];
    }

    /// <summary>Takes an item, zeroed.</summary>
    /// <param name="link">Names the item; <see cref="None"/> when refused.</param>
    /// <returns><c>false</c> when all are rented.</returns>
    public bool TryRent(out int link)
    {
        link = _firstFree;
        if (link == None) return false;
        _firstFree = _links[link];
        _links[link] = Rented;
        _items[link] = default;
        Count++;
        return true;
    }

    /// <summary>Gives an item back. Its handles are no longer live.</summary>
    public void Return(int link)
    {
        Invariant.Check(IsRented(link));
        _links[link] = _firstFree;
        _firstFree = link;
        _generations[link]++;
        Count--;
    }

    public bool IsRented(int link) => (uint)link < (uint)_links.Length && _links[link] == Rented;

    /// <summary>The handle of a rented item.</summary>
    public SlabHandle HandleOf(int link)
    {
        Invariant.Check(IsRented(link));
        return new SlabHandle(link, _generations[link]);
    }

    /// <summary>Whether the handle still names the item that it was made for.</summary>
    public bool IsLive(SlabHandle handle) =>
        IsRented(handle.Link) && _generations[handle.Link] == handle.Generation;
}
