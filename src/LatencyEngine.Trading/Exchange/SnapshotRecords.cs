using System.Runtime.InteropServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>An order in a snapshot. What it is linked to follows from its arrival.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct OrderRecord
{
    public ulong OrderId;
    public long Price;
    public long Lots;
    public long Arrival;
    public uint AccountId;
    public ushort BookId;
    public OrderFlag Flags;
    public SelfTradePrevention Mode;

    /// <summary>1: a <see cref="DetailRecord"/> follows.</summary>
    public byte HasDetail;
}

/// <summary>The detail of an order in a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct DetailRecord
{
    public long DisplayQuantity;
    public long Reserve;
    public long TriggerPrice;
    public long Cap;
    public long Trail;
    public long Offset;
    public long ExpireNanos;
    public long MinimumQuantity;
    public long Traded;
    public long Entered;
    public ulong GroupId;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public PegKind Peg;
    public TrailKind TrailKind;
    public Contingency Contingency;
    public OrderPlace Place;
    public byte IsAllOrNone;
}

/// <summary>A book in a snapshot, with its rules; its positions follow.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct BookRecord
{
    public long LastPrice;
    public long TrailedAt;
    public long AuctionEndNanos;
    public long IndicatedPrice;
    public long IndicatedQuantity;
    public long IndicatedSurplus;
    public long RulesLastPrice;
    public long PriceMin;
    public long PriceMax;
    public long InterruptionTicks;
    public long InterruptionNanos;
    public uint BookId;
    public int LadderTicks;
    public int LevelsPerSide;
    public int PositionCount;
    public TradingPhase Phase;
    public TradingPhase FirstPhase;
    public SelfTradePrevention SelfTradePrevention;
    public byte TracksPositions;
}

/// <summary>What an account holds in the book before, in a snapshot.</summary>
internal struct PositionRecord
{
    public long AccountId;
    public long Lots;
}

/// <summary>An account of a group of owners, in a snapshot.</summary>
internal struct OwnerRecord
{
    public uint AccountId;
    public uint Owner;
}

/// <summary>A group whose parent has ended or is there, in a snapshot; those whose children are due come in their order.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct GroupRecord
{
    public ulong GroupId;
    public long ParentTraded;
    public byte HasParent;
    public byte IsParentOver;
    public byte IsDue;
}

/// <summary>The beginning of a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct SnapshotHead
{
    public const ulong MagicValue = 0x31_50_41_4E_53_58_43_45; // "ECXSNAP1" in memory.

    public ulong Magic;

    /// <summary>Of everything behind this field; written last.</summary>
    public ulong Checksum;
    public long Length;
    public long NowNanos;
    public long Arrivals;
    public int Orders;
    public int Books;
    public int Owners;
    public int Groups;
}
