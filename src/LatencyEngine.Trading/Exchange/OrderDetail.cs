using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>What an order has beyond a limit: trigger, peg, reserve, end and group.</summary>
internal struct OrderDetail
{
    public long DisplayQuantity;

    /// <summary>Lots of an iceberg that do not show.</summary>
    public long Reserve;

    /// <summary>Of a waiting order, ticks; else <see cref="NewOrder.NoPrice"/>.</summary>
    public long TriggerPrice;

    /// <summary>Of a pegged order, the farthest price.</summary>
    public long Cap;

    public long Trail;
    public long Offset;
    public long ExpireNanos;
    public long MinimumQuantity;

    /// <summary>Lots that a parent has traded.</summary>
    public long Traded;

    /// <summary>Its first arrival: orders of a group are named in this order.</summary>
    public long Entered;

    /// <summary>The order that has these.</summary>
    public int Order;

    /// <summary>0 for none.</summary>
    public int Group;

    /// <summary>In the heap of triggers: first below, next beside, and who points here.</summary>
    public int HeapChild;
    public int HeapNext;
    public int HeapPrevious;

    /// <summary>Among pegged or trailing orders of the book.</summary>
    public int FollowNext;
    public int FollowPrevious;

    public OrderType Type;
    public TimeInForce TimeInForce;
    public PegKind Peg;
    public TrailKind TrailKind;
    public Contingency Contingency;

    /// <summary>Of an order in no queue: what it is there for. None once it is active.</summary>
    public OrderPlace Place;
    public bool IsAllOrNone;

    /// <summary>It is among the pegged orders of its book.</summary>
    public bool IsPegging;
}
