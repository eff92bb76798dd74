using System.Runtime.CompilerServices;

namespace LatencyEngine.Trading.Exchange;

/// <summary>Orders that belong together, by entry.</summary>
internal struct OrderGroup
{
    public ulong GroupId;
    public uint AccountId;
    public uint BookId;
    public int Count;

    /// <summary>Lots that the parent had traded when it ended.</summary>
    public long ParentTraded;

    /// <summary>The next group of the book whose children are due.</summary>
    public int DueNext;

    public bool HasParent;
    public bool IsParentOver;
    public bool IsDue;

    /// <summary>Some of them are being canceled because of the others; that causes nothing further.</summary>
    public bool IsResolving;

    public bool IsOneCancelsOther;

    private MemberLinks _members;

    [InlineArray(MatchingCapacities.GroupMembersMax)]
    private struct MemberLinks
    {
        private int _first;
    }

    public readonly int Member(int index) => _members[index];

    public void Add(int link) => _members[Count++] = link;

    public void Swap(int one, int other) => (_members[one], _members[other]) = (_members[other], _members[one]);

    public void Remove(int link)
    {
        var index = 0;
        while (_members[index] != link) index++;
        for (Count--; index < Count; index++) _members[index] = _members[index + 1];
    }
}
