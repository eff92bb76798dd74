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

/// <summary>What happened. See <see cref="MatchingCore{TEvents}"/> for when each is said.</summary>
public enum MatchEventKind : byte
{
    None = 0,

    /// <summary>An order is taken: Price, Quantity.</summary>
    Accepted = 1,

    /// <summary>A command is refused and did nothing: Reason. Quantity as asked.</summary>
    Rejected = 2,

    /// <summary>Two orders traded: Price, Quantity, what both have left.</summary>
    Traded = 3,

    /// <summary>So many lots of an order are canceled: Reason, Quantity; Leaves is 0 unless it was only made smaller.</summary>
    Canceled = 4,

    /// <summary>An order reached its end: Quantity.</summary>
    Expired = 5,

    /// <summary>An order has another price or quantity by its owner's will: Price, Leaves, KeptPlace.</summary>
    Replaced = 6,

    /// <summary>A waiting order is active now: Price is the last price.</summary>
    Triggered = 7,

    /// <summary>An order has another price by its own rule (slide, peg, market-to-limit) or became active: Price, Leaves.</summary>
    Restated = 8,

    /// <summary>Reason is the new phase; Price the last price.</summary>
    PhaseChanged = 9,

    /// <summary>An auction would trade so: Price, Quantity, and in Leaves what stays, positive where more is bought.</summary>
    Indicative = 10,

    /// <summary>An auction trades: as <see cref="Indicative"/>; its trades follow.</summary>
    Uncrossed = 11,
}
