using System.Runtime.InteropServices;
using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>What a matching core says happened. One cache line; every field that its kind does not use is zero.</summary>
[StructLayout(LayoutKind.Sequential, Size = SizeInBytes)]
public struct MatchEvent
{
    public const int SizeInBytes = 64;

    public MatchEventKind Kind;

    /// <summary>A <see cref="RejectReason"/> where refused, a <see cref="CancelReason"/> where canceled, the new
    /// <see cref="TradingPhase"/> where the phase changed.</summary>
    public byte Reason;

    /// <summary>Of the order; of a trade, the taker's.</summary>
    public Side Side;

    /// <summary>Of a replacement: whether the order kept its place.</summary>
    public bool KeptPlace;

    public uint BookId;

    /// <summary>Of a trade, the taker; in an auction, the buyer.</summary>
    public ulong OrderId;

    /// <summary>Of a trade, the maker; in an auction, the seller.</summary>
    public ulong MakerOrderId;

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long Price;

    /// <summary>Lots: traded, canceled, expired, accepted, or executable in an auction.</summary>
    public long Quantity;

    /// <summary>Lots of the order that are open after this, reserves included; of an auction, the signed imbalance.</summary>
    public long Leaves;

    /// <summary>Lots of the maker that are open after a trade.</summary>
    public long MakerLeaves;

    /// <summary>Of the order; of a trade, the taker's.</summary>
    public uint AccountId;

    public uint MakerAccountId;
}
