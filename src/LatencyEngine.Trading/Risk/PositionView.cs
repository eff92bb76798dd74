using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// A position as risk sees it while it decides: as matching left it, and with what was approved since.
/// </summary>
public struct PositionView
{
    public Position Position;

    public ScopeRows Rows;

    /// <summary>What of it stands in the sums, and in which currency's.</summary>
    public Exposure Counted;
    public int CountedCurrency;
    public int CountedOrders;

    /// <summary>Changed by an approval of the input in hand.</summary>
    public bool IsTouched;

    /// <summary>When the engine last sent an order to close it, UTC nanoseconds.</summary>
    public long CloseSentNanos;

    /// <summary>Next of the same instrument; -1 ends the list.</summary>
    public int NextOfInstrument;

    /// <summary>Signed lots with all live buy orders filled.</summary>
    public readonly Int128 LongLots => (Int128)Position.Lots + Position.OpenBuyLots;

    /// <summary>Signed lots with all live sell orders filled.</summary>
    public readonly Int128 ShortLots => (Int128)Position.Lots - Position.OpenSellLots;

    /// <summary>Neither lots nor orders: its value cannot change.</summary>
    public readonly bool IsQuiet => (Position.Lots | Position.OpenBuyLots | Position.OpenSellLots) == 0;

    /// <summary>How many lots of this side would close it, live orders of this side filled first.</summary>
    public readonly long ClosableLots(Side side, long exceptLots) =>
        Worth.Clamp(Int128.Max(0, exceptLots + (side == Side.Buy ? -LongLots : ShortLots)));

    /// <summary>What it is worth at a reference price; at its cost while there is none.</summary>
    public readonly Exposure Measure(in Instrument instrument, long reference)
    {
        var profit = (Int128)Position.RealizedPnl - Position.Fees;
        if (IsQuiet) return new Exposure { Pnl = profit };
        if (reference <= 0) return AtCost(profit);
        var value = ValueOf(in instrument, reference, Position.Lots);
        var high = Position.OpenBuyLots == 0 ? value : ValueOf(in instrument, reference, LongLots);
        var low = Position.OpenSellLots == 0 ? value : ValueOf(in instrument, reference, ShortLots);
        var gain = instrument.Terms.IsInverse ? Position.Cost - value : value - Position.Cost;
        return new Exposure
        {
            Gross = Int128.Max(Int128.Abs(high), Int128.Abs(low)),
            Long = high,
            Short = low,
            Pnl = profit + gain,
        };
    }

    private readonly Exposure AtCost(Int128 profit) =>
        new() { Gross = Int128.Abs(Position.Cost), Long = Position.Cost, Short = Position.Cost, Pnl = profit };

    private static Int128 ValueOf(in Instrument instrument, long reference, Int128 lots)
    {
        if (Worth.TryValue(in instrument, reference, Worth.Clamp(lots), out var value)) return value;
        return lots < 0 ? -Worth.Unrepresentable : Worth.Unrepresentable;
    }
}
