using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Exchange;

/// <summary>The order that takes just now.</summary>
internal struct Taker
{
    public ulong OrderId;
    public uint AccountId;

    /// <summary>0 where it has no self-trades.</summary>
    public uint Owner;

    /// <summary>Of its node where it has one already, else 0.</summary>
    public int Link;

    public bool IsSell;
    public bool IsReduceOnly;
    public bool IsGrouped;
    public bool HasTraded;

    /// <summary>What was left was canceled, and that was said.</summary>
    public bool IsCanceled;

    public SelfTradePrevention Mode;

    /// <summary>Open lots.</summary>
    public long Lots;

    /// <summary>Worst key of the other side that it accepts.</summary>
    public long LimitKey;

    /// <summary>Trades outside of these do not happen: an auction begins.</summary>
    public long PriceLow;
    public long PriceHigh;

    public readonly Side Side => IsSell ? Side.Sell : Side.Buy;
}
