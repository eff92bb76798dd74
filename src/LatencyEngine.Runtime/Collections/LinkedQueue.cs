using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A doubly linked queue through the items of a slab: first in, first out, with removal from the middle at constant
/// cost. One
/// thread; owns its two ends, while the links live in the items. A struct, so that a price level holds it by value.
/// </summary>
/// <remarks>
/// <b>Invariant.</b> An item stands in at most one queue at a time. The default value is an empty queue.
/// </remarks>
public struct LinkedQueue<T>
    where T : unmanaged, ILinked
{
    private const int None = Slab<T>.None;

    private int _firstPlusOne; // So that zeroed memory is an empty queue.
    private int _lastPlusOne;

    /// <summary>The link at the front, or <see cref="Slab{T}.None"/>.</summary>
    public int First
    {
        readonly get => _firstPlusOne - 1;
        private set => _firstPlusOne = value + 1;
    }

    /// <summary>The link at the end, or <see cref="Slab{T}.None"/>.</summary>
    public int Last
    {
        readonly get => _lastPlusOne - 1;
        private set => _lastPlusOne = value + 1;
    }

    public int Count { get; private set; }

    public void AddLast(Slab<T> slab, int link)
    {
        ref var item = ref slab[link];
        item.Next = None;
        item.Previous = Last;
        if (Last == None) First = link;
        else slab[Last].Next = link;
        Last = link;
        Count++;
    }

    public void AddFirst(Slab<T> slab, int link)
    {
        ref var item = ref slab[link];
        item.Previous = None;
        item.Next = First;
        if (First == None) Last = link;
        else slab[First].Previous = link;
        First = link;
        Count++;
    }

    /// <summary>Takes an item out, wherever it stands. It must stand in this queue.</summary>
    public void Remove(Slab<T> slab, int link)
    {
        ref var item = ref slab[link];
        Invariant.Check(Count > 0);
        if (item.Previous == None) RemoveEnd(First == link, item.Next, isFirst: true);
        else slab[item.Previous].Next = item.Next;
        if (item.Next == None) RemoveEnd(Last == link, item.Previous, isFirst: false);
        else slab[item.Next].Previous = item.Previous;
        item.Next = None;
        item.Previous = None;
        Count--;
    }

    private void RemoveEnd(bool isOurs, int heir, bool isFirst)
    {
        Invariant.Check(isOurs);
        if (isFirst) First = heir;
        else Last = heir;
    }
}
