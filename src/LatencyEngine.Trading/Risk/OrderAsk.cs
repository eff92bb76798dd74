using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// What an order, or a change of one, asks for, with everything about its owner looked up once. A value, made for one
/// decision.
/// </summary>
public struct OrderAsk
{
    public const long NoPrice = SubmitOrder.PriceNullValue;

    public uint AccountId;
    public uint InstrumentId;
    public ushort StrategyId;
    public uint ActorId;
    public ulong ClientOrderId;

    /// <summary>0 for a new order.</summary>
    public ulong OrderId;

    public Side Side;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public OrderFlags Flags;

    /// <summary>Limit price; <see cref="NoPrice"/> for market orders.</summary>
    public long Price;

    /// <summary>Total quantity asked for, what was filled of it included.</summary>
    public long Quantity;

    /// <summary>Left to fill, in lots.</summary>
    public long Lots;

    /// <summary>What the order to be replaced has left to fill, and holds; 0 for a new order.</summary>
    public long OldLots;
    public long OldHold;

    /// <summary>
    /// Total quantity of the order to be replaced; its changed total must be on lots, not what is left.
    /// </summary>
    public bool IsReplace;

    public long NowNanos;

    public ScopeRows Rows;

    /// <summary>Kinds of limits that any of its scopes has, one bit each.</summary>
    public uint Kinds;

    /// <summary>Slot of the instrument's currency.</summary>
    public int Currency;

    /// <summary>A copy of the owner's view, empty where there is none; and its index.</summary>
    public PositionView View;
    public int ViewIndex;

    /// <summary>At which it is valued against the order limits: its own, or the worst expected.</summary>
    public long ExpectedPrice;

    /// <summary>Beyond which it takes nothing: its own, or the collar of a market order.</summary>
    public long WorstPrice;

    /// <summary>At which its hold is reckoned: that of the two which makes it worth more.</summary>
    public long HoldPrice;

    /// <summary>
    /// Value of all its lots at that price, in the instrument's currency; set when it is found to be one.
    /// </summary>
    public long Notional;

    /// <summary>What the exposures change by if it is approved, in the instrument's currency.</summary>
    public Exposure Change;

    /// <summary>Money to hold for it, in the instrument's currency.</summary>
    public long Hold;

    public readonly bool IsBuy => Side == Side.Buy;

    public readonly bool IsMarket => Type == OrderType.Market;

    /// <summary>Live lots that it adds on its side; below zero when it takes some back.</summary>
    public readonly long AddedLots => Lots - OldLots;

    /// <summary>Lots of this order that would only close its owner's position.</summary>
    public readonly long ClosableLots => View.ClosableLots(Side, OldLots);

    /// <summary>It brings the position nearer to zero whatever else of its side fills before it.</summary>
    public readonly bool IsReducing => Lots <= ClosableLots;

    /// <summary>Money that it needs beyond what the order holds already.</summary>
    public readonly long AddedHold => Hold - OldHold;
}
