namespace LatencyEngine.TestKit.Exchange;

/// <summary>A group of the simple twin; it is there as long as it has live orders.</summary>
internal sealed class SimpleGroup(ulong id, uint accountId, uint bookId, bool isMutual)
{
    public ulong Id { get; } = id;

    public uint AccountId { get; } = accountId;

    public uint BookId { get; } = bookId;

    public bool IsMutual { get; } = isMutual;

    public bool HasParent { get; set; }

    public bool IsParentOver { get; set; }

    public long ParentTraded { get; set; }

    public bool IsResolving { get; set; }
}
