using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Ledger;

/// <summary>Money that an order must hold from its approval to its end. Pure; used by risk.</summary>
public static class Holds
{
    /// <summary>
    /// Collateral for the lots that would open or increase a position, plus the worst fee. An order that only
    /// closes holds nothing: what it frees pays its fee, and a way out must never fail for want of free cash.
    /// </summary>
    /// <param name="position">Of the order's owner in this instrument; the default value for none.</param>
    /// <param name="pendingSameSideLots">Left to fill in other orders of this side: they close first.</param>
    /// <param name="lots">Left to fill in this order.</param>
    /// <param name="price">Limit price, or for a market order the worst that it is expected to pay.</param>
    /// <exception cref="OverflowException">Beyond ±9.2e12 currency units: see
    /// <see cref="ContractTerms"/>.</exception>
    public static long Of(
        in Instrument instrument, in Position position, long pendingSameSideLots, Side side, long lots, long price,
        long worstFee)
    {
        var opening = OpeningLots(position.Lots, pendingSameSideLots, side, lots);
        if (opening == 0) return 0;
        return checked(Collateral.OfOpening(instrument, side, instrument.Terms.Value(price, opening)) + worstFee);
    }

    /// <summary>How many of an order's lots do not close the present position.</summary>
    /// <param name="positionLots">Signed.</param>
    public static long OpeningLots(long positionLots, long pendingSameSideLots, Side side, long lots)
    {
        var opposite = side == Side.Buy ? checked(-positionLots) : positionLots;
        var closable = Math.Max(0, checked(opposite - pendingSameSideLots));
        return Math.Max(0, lots - closable);
    }
}
