using System.Runtime.CompilerServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <content>How orders end, and what their groups make of it.</content>
public sealed partial class MatchingCore<TEvents>
{
    /// <summary>Cancels a live order, wherever it stands; the taker, too.</summary>
    private void Cancel(Book book, int link, CancelReason reason)
    {
        if (link == _taker.Link && link != 0)
        {
            EndTaker(book, reason);
            return;
        }

        ref var node = ref _pool[link];
        Say(book, MatchEventKind.Canceled, (byte)reason, in node, 0, LeavesOf(link), 0);
        Withdraw(book, link);
        End(book, link);
    }

    /// <summary>The short way of an order that is in the displayed queue of its price and in nothing else.</summary>
    private void CancelPlain(Book book, int link)
    {
        ref var node = ref _pool[link];
        Say(book, MatchEventKind.Canceled, (byte)CancelReason.Requested, in node, 0, node.Lots, 0);
        BeforeChange(link);
        book.LeavePlain(ref node);
        if (node.Detail != 0) ForgetDetail(book, link);
        _pool.Remove(link);
    }

    private void CancelAside(Book book, int link, CancelReason reason)
    {
        Say(book, MatchEventKind.Canceled, (byte)reason, in _pool[link], 0, LeavesOf(link), 0);
        End(book, link);
    }

    private void Expire(Book book, int link)
    {
        Say(book, MatchEventKind.Expired, 0, in _pool[link], 0, LeavesOf(link), 0);
        Withdraw(book, link);
        End(book, link);
    }

    /// <summary>Cancels some lots of an order that is not the taker, or all of it; it keeps its place.</summary>
    private void CancelLots(Book book, int link, long lots, CancelReason reason)
    {
        var leaves = LeavesOf(link);
        if (lots >= leaves)
        {
            Cancel(book, link, reason);
            return;
        }

        ref var node = ref _pool[link];
        Say(book, MatchEventKind.Canceled, (byte)reason, in node, 0, lots, leaves - lots);
        ShrinkAnywhere(book, link, lots);
    }

    private void Reduce(Book book, int link, long lots) => CancelLots(book, link, lots, CancelReason.Requested);

    private void ShrinkAnywhere(Book book, int link, long lots)
    {
        BeforeChange(link);
        ref var node = ref _pool[link];
        if (node.Has(OrderFlag.Resting)) book.Shrink(link, lots);
        else SetLots(ref node, LeavesOf(link) - lots);
    }

    /// <summary>Takes an order out of whatever queue it stands in.</summary>
    private void Withdraw(Book book, int link)
    {
        BeforeChange(link);
        ref var node = ref _pool[link];
        if (link == _sweepCursor) _sweepCursor = node.Next;
        if (node.Has(OrderFlag.Resting))
        {
            book.Leave(link);
        }
        else if (node.Has(OrderFlag.Aside))
        {
            LeaveAside(book, link);
        }
        else if (node.Has(OrderFlag.MarketQueue))
        {
            book.MarketQueue(node.IsSell).Remove(_pool, ref node);
            node.Flags &= ~OrderFlag.MarketQueue;
        }
    }

    private void LeaveAside(Book book, int link)
    {
        BeforeChange(link);
        ref var node = ref _pool[link];
        if (_pool.Detail(node.Detail).Place == OrderPlace.Waiting) StopWaiting(book, link);
        book.Aside.Remove(_pool, ref node);
        node.Flags &= ~OrderFlag.Aside;
    }

    /// <summary>Lets an order go that stands in no queue any more; its group follows.</summary>
    private void End(Book book, int link)
    {
        ref var node = ref _pool[link];
        if (node.Has(OrderFlag.Grouped))
        {
            EndGrouped(book, link);
            return;
        }

        if (node.Detail != 0) ForgetDetail(book, link);
        _pool.Remove(link);
    }

    /// <summary>The detail of an order is about to go: nobody may find it any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ForgetDetail(Book book, int link)
    {
        ref var node = ref _pool[link];
        if (node.Has(OrderFlag.Timed)) _expiries.Remove(node.Detail);
        if (_pool.Detail(node.Detail).IsPegging) book.Pegs.Remove(_pool, node.Detail);
    }

    private void JoinGroup(int link, ref OrderDetail detail, in NewOrder order)
    {
        var groupLink = _groups.Find(order.GroupId);
        if (groupLink == 0)
            groupLink = _groups.Add(order.GroupId, order.AccountId, order.BookId, order.Contingency == Contingency.OneCancelsOther);
        detail.Group = groupLink;
        ref var group = ref _groups[groupLink];
        group.Add(link);
        if (order.Contingency == Contingency.Parent) group.HasParent = true;
    }

    /// <summary>A refused parent: the children that wait for it will never be due.</summary>
    private void ParentRefused(in NewOrder order)
    {
        var groupLink = _groups.Find(order.GroupId);
        if (groupLink == 0) return;
        ref var group = ref _groups[groupLink];
        if (group.HasParent || group.IsOneCancelsOther || group.AccountId != order.AccountId || group.BookId != order.BookId) return;
        CancelMembers(_books[group.BookId]!, groupLink, except: 0, CancelReason.ParentEnded, isHeld: true);
    }

    private void EndGrouped(Book book, int link)
    {
        ref var node = ref _pool[link];
        var (groupLink, contingency, traded) = (_pool.Detail(node.Detail).Group, _pool.Detail(node.Detail).Contingency,
            _pool.Detail(node.Detail).Traded);
        var isMutual = CancelsOthers(contingency, link);
        ForgetDetail(book, link);
        ref var group = ref _groups[groupLink];
        group.Remove(link);
        _pool.Remove(link);
        if (group.Count == 0)
        {
            ForgetGroup(book, groupLink);
            return;
        }

        if (contingency == Contingency.Parent) EndParent(book, groupLink, traded);
        else if (isMutual && !group.IsResolving) CancelMembers(book, groupLink, except: 0, CancelReason.OneCancelsOther, isHeld: false);
    }

    // A bracket child that never was active says nothing about the others.
    private bool CancelsOthers(Contingency contingency, int link) =>
        contingency == Contingency.OneCancelsOther
        || (contingency == Contingency.BracketChild && _pool.DetailOf(link).Place != OrderPlace.Held);

    private void EndParent(Book book, int groupLink, long traded)
    {
        ref var group = ref _groups[groupLink];
        group.IsParentOver = true;
        if (group.IsResolving) return;
        if (traded == 0)
        {
            CancelMembers(book, groupLink, except: 0, CancelReason.ParentEnded, isHeld: true);
            return;
        }

        group.ParentTraded = traded;
        BecomeDue(book, groupLink);
    }

    private void BecomeDue(Book book, int groupLink)
    {
        ref var group = ref _groups[groupLink];
        group.IsDue = true;
        group.DueNext = 0;
        if (book.LastDue == 0) book.FirstDue = groupLink;
        else _groups[book.LastDue].DueNext = groupLink;
        book.LastDue = groupLink;
    }

    private void CancelSiblings(Book book, int link)
    {
        ref var detail = ref _pool.DetailOf(link);
        if (detail.Contingency is not (Contingency.OneCancelsOther or Contingency.BracketChild)) return;
        if (_groups[detail.Group].IsResolving) return;
        CancelMembers(book, detail.Group, link, CancelReason.OneCancelsOther, isHeld: false);
    }

    /// <summary>Cancels the members that belong to a mutual cancellation, or the held ones, by order of entry.</summary>
    private void CancelMembers(Book book, int groupLink, int except, CancelReason reason, bool isHeld)
    {
        _groups[groupLink].IsResolving = true;
        var index = 0;
        while (index < _groups[groupLink].Count)
        {
            var link = _groups[groupLink].Member(index);
            ref var detail = ref _pool.DetailOf(link);
            var isMeant = isHeld
                ? detail.Place == OrderPlace.Held
                : detail.Contingency is Contingency.OneCancelsOther or Contingency.BracketChild;
            if (link == except || !isMeant || IsOver(link))
            {
                index++;
                continue;
            }

            var isLast = _groups[groupLink].Count == 1;
            Cancel(book, link, reason);
            if (isLast && link != _taker.Link) return; // The group is gone with it.
            if (link == _taker.Link) index++; // It leaves when its taking is over.
        }

        _groups[groupLink].IsResolving = false;
    }

    // Filled or canceled a moment ago, and not taken out of its group yet.
    private bool IsOver(int link) => link == _taker.Link ? _taker.IsCanceled || _taker.Lots == 0 : LeavesOf(link) == 0;

    private void ForgetGroup(Book book, int groupLink)
    {
        if (_groups[groupLink].IsDue) LeaveDue(book, groupLink);
        _groups.Remove(groupLink);
    }

    private void LeaveDue(Book book, int groupLink)
    {
        var previous = 0;
        for (var due = book.FirstDue; due != groupLink; due = _groups[due].DueNext) previous = due;
        var next = _groups[groupLink].DueNext;
        if (previous == 0) book.FirstDue = next;
        else _groups[previous].DueNext = next;
        if (book.LastDue == groupLink) book.LastDue = previous;
        _groups[groupLink].IsDue = false;
    }
}
