namespace LatencyEngine.Trading.Portfolio;

/// <summary>
/// What one strategy of an account holds of an instrument (strategy 0: the account by hand). Written by the matching
/// stage; risk reads it between inputs.
/// </summary>
public struct Position
{
    public uint AccountId;
    public uint InstrumentId;
    public ushort StrategyId;

    /// <summary>Signed: long above zero.</summary>
    public long Lots;

    /// <summary>Money that the open lots cost, with the sign of the lots, in the instrument's currency.</summary>
    public long Cost;

    /// <summary>Profit taken in this session before fees, in the instrument's currency.</summary>
    public long RealizedPnl;

    /// <summary>Fees paid in this session; negative when rebates outweigh them.</summary>
    public long Fees;

    /// <summary>Collateral held against the open lots.</summary>
    public long MarginHeld;

    /// <summary>Lots of live buy orders not yet filled, and of sell orders.</summary>
    public long OpenBuyLots;
    public long OpenSellLots;

    public int OpenOrders;

    /// <summary>Last own fill on each side, UTC nanoseconds; 0 before the first.</summary>
    public long LastBuyNanos;
    public long LastSellNanos;

    /// <summary>Counts every change, so that a reader knows whether it has seen the latest.</summary>
    public uint Version;

    /// <summary>Next position of the same instrument, and of the same account; -1 ends the list.</summary>
    internal int NextOfInstrument;
    internal int NextOfAccount;
}
