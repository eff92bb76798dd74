namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// Waiting orders, the one to fire next on top: a pairing heap (Fredman, Sedgewick, Sleator and Tarjan, 1986) through the
/// details of a pool, so that any number of books share their room. The core's thread; a value that owns its top.
/// </summary>
/// <remarks>
/// The least key is on top; of equal ones the earlier order. Adding costs one step, taking the top or one from the middle
/// a logarithm of steps on average.
/// </remarks>
internal struct TriggerHeap(bool isRising)
{
    private readonly long _sign = isRising ? 1 : -1;
    private int _top;

    /// <summary>Detail of the order to fire next, or 0.</summary>
    public readonly int Top => _top;

    public void Add(OrderPool pool, int detail)
    {
        ref var added = ref pool.Detail(detail);
        (added.HeapChild, added.HeapNext, added.HeapPrevious) = (0, 0, 0);
        _top = Meld(pool, _top, detail);
    }

    public void Remove(OrderPool pool, int detail)
    {
        ref var removed = ref pool.Detail(detail);
        var children = Pair(pool, removed.HeapChild);
        if (detail == _top)
        {
            _top = children;
            return;
        }

        ref var previous = ref pool.Detail(removed.HeapPrevious);
        if (previous.HeapChild == detail) previous.HeapChild = removed.HeapNext;
        else previous.HeapNext = removed.HeapNext;
        if (removed.HeapNext != 0) pool.Detail(removed.HeapNext).HeapPrevious = removed.HeapPrevious;
        _top = Meld(pool, _top, children);
    }

    private readonly int Meld(OrderPool pool, int one, int other)
    {
        if (one == 0) return other;
        if (other == 0) return one;
        var (above, below) = IsBefore(pool, one, other) ? (one, other) : (other, one);
        ref var parent = ref pool.Detail(above);
        ref var child = ref pool.Detail(below);
        child.HeapNext = parent.HeapChild;
        if (child.HeapNext != 0) pool.Detail(child.HeapNext).HeapPrevious = below;
        child.HeapPrevious = above;
        parent.HeapChild = below;
        (parent.HeapNext, parent.HeapPrevious) = (0, 0);
        return above;
    }

    // Two passes without recursion: pairs from the front, kept in a list backwards; then all of them into one.
    private readonly int Pair(OrderPool pool, int first)
    {
        var pairs = 0;
        while (first != 0)
        {
            var second = pool.Detail(first).HeapNext;
            var rest = second == 0 ? 0 : pool.Detail(second).HeapNext;
            var pair = Meld(pool, Alone(pool, first), Alone(pool, second));
            pool.Detail(pair).HeapNext = pairs;
            pairs = pair;
            first = rest;
        }

        var whole = 0;
        while (pairs != 0)
        {
            var next = pool.Detail(pairs).HeapNext;
            whole = Meld(pool, whole, Alone(pool, pairs));
            pairs = next;
        }

        return whole;
    }

    private static int Alone(OrderPool pool, int detail)
    {
        if (detail == 0) return 0;
        ref var alone = ref pool.Detail(detail);
        (alone.HeapNext, alone.HeapPrevious) = (0, 0);
        return detail;
    }

    private readonly bool IsBefore(OrderPool pool, int one, int other)
    {
        ref var a = ref pool.Detail(one);
        ref var b = ref pool.Detail(other);
        if (a.TriggerPrice != b.TriggerPrice) return a.TriggerPrice * _sign < b.TriggerPrice * _sign;
        return pool[a.Order].Arrival < pool[b.Order].Arrival;
    }
}
