using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A doubly linked list through nodes of a slab, which carry the links themselves: the queue of a price level. Costs 12
/// bytes, removes any node in constant time and owns nothing; the thread is the slab's. Copy by reference only.
/// </summary>
/// <remarks>A zeroed value is an empty list, since head and tail are kept as index + 1.</remarks>
public struct IndexList
{
    private int _headPlusOne;
    private int _tailPlusOne;

    public int Count { get; private set; }

    /// <summary>The first node, or <see cref="ListLink.None"/>.</summary>
    public readonly int Head => _headPlusOne - 1;

    /// <summary>The last node, or <see cref="ListLink.None"/>.</summary>
    public readonly int Tail => _tailPlusOne - 1;

    /// <summary>Appends a node that is in no list.</summary>
    public void AddLast<T>(Slab<T> slab, int index) where T : unmanaged, ILinked<T>
    {
        ref var link = ref T.LinkOf(ref slab[index]);
        link.Previous = Tail;
        link.Next = ListLink.None;
        if (Count == 0) _headPlusOne = index + 1;
        else T.LinkOf(ref slab[Tail]).Next = index;
        _tailPlusOne = index + 1;
        Count++;
    }

    /// <summary>Prepends a node that is in no list.</summary>
    public void AddFirst<T>(Slab<T> slab, int index) where T : unmanaged, ILinked<T>
    {
        ref var link = ref T.LinkOf(ref slab[index]);
        link.Previous = ListLink.None;
        link.Next = Head;
        if (Count == 0) _tailPlusOne = index + 1;
        else T.LinkOf(ref slab[Head]).Previous = index;
        _headPlusOne = index + 1;
        Count++;
    }

    /// <summary>Takes out a node that is in this list. A node of another list is a bug, and mostly noticed.</summary>
    public void Remove<T>(Slab<T> slab, int index) where T : unmanaged, ILinked<T>
    {
        Invariant.Check(Count > 0);
        ref var link = ref T.LinkOf(ref slab[index]);
        if (link.Previous == ListLink.None)
        {
            Invariant.Check(Head == index);
            _headPlusOne = link.Next + 1;
        }
        else
        {
            T.LinkOf(ref slab[link.Previous]).Next = link.Next;
        }
        if (link.Next == ListLink.None)
        {
            Invariant.Check(Tail == index);
            _tailPlusOne = link.Previous + 1;
        }
        else
        {
            T.LinkOf(ref slab[link.Next]).Previous = link.Previous;
        }
        link.Previous = link.Next = ListLink.None;
        Count--;
    }
}
