using LatencyEngine.Domain;
using LatencyEngine.Runtime.Collections;

namespace LatencyEngine.Trading.Orders;

/// <summary>A live order. Written by the matching stage; risk reads it between inputs.</summary>
public struct Order : ILinked
{
    public ulong OrderId;
    public ulong ClientOrderId;
    public uint AccountId;
    public uint InstrumentId;
    public uint ActorId;
    public ushort StrategyId;
    public Side Side;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public OrderFlags Flags;
    public OrderState State;

    /// <summary>A cancel is on its way to the venue.</summary>
    public bool IsCanceling;

    /// <summary>In 1e-9; <see cref="SubmitOrder.PriceNullValue"/> for market orders.</summary>
    public long Price;

    /// <summary>
    /// The worst price at which it may come to trade, in 1e-9: its own, or that of a replacement on its way that goes
    /// further; of a market order its collar.
    /// </summary>
    public long WorstPrice;

    /// <summary>Total in lots, what was filled included.</summary>
    public long Quantity;

    public long FilledLots;

    /// <summary>Money still held for the rest of the order, in the instrument's currency.</summary>
    public long Held;

    /// <summary>When the order, or its pending cancel or replacement, reaches the venue.</summary>
    public long DueNanos;

    /// <summary>Lots of the market that stand before it at its price, as its fill model counts them.</summary>
    public long AheadLots;

    /// <summary>
    /// Lots displayed at its price when that was looked at last, less what traded since; 0 where its fill model does not count
    /// cancels.
    /// </summary>
    public long DisplayedLots;

    /// <summary>Place in time among the orders of the market and ours.</summary>
    public ulong Arrival;

    /// <summary>Index of its position, which exists while it lives.</summary>
    public int Position;

    /// <summary>Fees charged so far include the part that is charged once per order.</summary>
    public bool HasPaidOrderFee;

    /// <summary>It is at the venue and not at rest: it goes on taking with the next input.</summary>
    public bool IsTaking;

    public int ReplacementsOnWay;

    /// <summary>
    /// Lots that replacements on their way would add: they count as open, so that no limit is passed meanwhile.
    /// </summary>
    public long ReservedLots;

    /// <summary>The worst price at which it trades now, in 1e-9.</summary>
    public readonly long LimitPrice => Type == OrderType.Market ? WorstPrice : Price;

    public readonly long LeavesLots => Quantity - FilledLots;

    public readonly bool IsBuy => Side == Side.Buy;

    /// <summary>+1 for a buy, -1 for a sell.</summary>
    public readonly int Sign => Side == Side.Buy ? 1 : -1;

    /// <summary>Links among the live orders of its instrument, in the order of arrival.</summary>
    public int Next { get; set; }

    public int Previous { get; set; }

    /// <summary>Links among all live orders, in the order of their ids.</summary>
    internal int NextLive;
    internal int PreviousLive;
}
