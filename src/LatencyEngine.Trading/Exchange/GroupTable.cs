using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Trading.Exchange;

/// <summary>The groups with live orders, by id. The core's thread.</summary>
internal sealed class GroupTable
{
    private readonly Slab<OrderGroup> _groups;
    private readonly LongMap<int> _byId;

    [ColdPath("made at start-up")]
    public GroupTable(int capacity)
    {
        _groups = new Slab<OrderGroup>(capacity + 1);
        _groups.TryRent(out _); // Group 0 is nothing.
        _byId = new LongMap<int>(capacity);
    }

    public bool IsFull => _groups.Count == _groups.Capacity;

    public ref OrderGroup this[int group] => ref _groups[group];

    /// <summary>The group with this id, or 0.</summary>
    public int Find(ulong groupId) => _byId.TryGet(KeyOf(groupId), out var group) ? group : 0;

    public int Add(ulong groupId, uint accountId, uint bookId, bool isOneCancelsOther)
    {
        _groups.TryRent(out var link);
        ref var group = ref _groups[link];
        group.GroupId = groupId;
        group.AccountId = accountId;
        group.BookId = bookId;
        group.IsOneCancelsOther = isOneCancelsOther;
        _byId.TryAdd(KeyOf(groupId), link);
        return link;
    }

    public void Remove(int group)
    {
        _byId.Remove(KeyOf(_groups[group].GroupId));
        _groups.Return(group);
    }

    /// <summary>The group after this one in memory, or 0.</summary>
    public int Next(int group)
    {
        for (var next = group + 1; next < _groups.Capacity; next++)
            if (_groups.IsRented(next)) return next;
        return 0;
    }

    // The one key that the map reserves stands for 0, which no group has.
    private static long KeyOf(ulong groupId) => (long)groupId == LongMap<int>.ReservedKey ? 0 : (long)groupId;
}
