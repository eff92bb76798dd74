namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// The pegged or the trailing orders of a book by arrival, through their details. The core's thread; a value that owns its
/// ends.
/// </summary>
internal struct FollowQueue
{
    public int First;
    public int Last;

    public void Append(OrderPool pool, int detail)
    {
        ref var added = ref pool.Detail(detail);
        added.FollowNext = 0;
        added.FollowPrevious = Last;
        if (Last == 0) First = detail;
        else pool.Detail(Last).FollowNext = detail;
        Last = detail;
    }

    public void Remove(OrderPool pool, int detail)
    {
        ref var removed = ref pool.Detail(detail);
        if (removed.FollowPrevious == 0) First = removed.FollowNext;
        else pool.Detail(removed.FollowPrevious).FollowNext = removed.FollowNext;
        if (removed.FollowNext == 0) Last = removed.FollowPrevious;
        else pool.Detail(removed.FollowNext).FollowPrevious = removed.FollowPrevious;
    }
}
