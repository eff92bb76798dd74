using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Trading.Portfolio;

/// <summary>What a fill does to the lots, cost and profit of a position. Pure; any thread.</summary>
/// <remarks>
/// A fill against the position closes first, at the cost of the closed share, and opens with what is left: a
/// flip is both. Cost has the sign of the lots. Each part's value is rounded once, and closing everything
/// closes the cost exactly, so that a flat position has no cost.
/// </remarks>
public static class PositionArithmetic
{
    /// <param name="signedLots">Above zero for a buy; not zero.</param>
    /// <param name="price">In 1e-9, above zero.</param>
    /// <exception cref="OverflowException">A number leaves its range; the position is as it was.</exception>
    public static PositionEffect Fill(ref Position position, in ContractTerms terms, long signedLots, long price)
    {
        Invariant.Check(signedLots != 0);
        var closing = ClosingLots(position.Lots, signedLots);
        var opening = checked(signedLots + closing);
        var closedCost = closing == 0 ? 0 : ContractTerms.Portion(position.Cost, closing, position.Lots);
        var gain = closing == 0 ? 0 : checked(terms.Gain(terms.Value(price, closing), closedCost));
        var openedCost = opening == 0 ? 0 : terms.Value(price, opening);
        var lots = checked(position.Lots + signedLots);
        var cost = checked(position.Cost - closedCost + openedCost);
        var realized = checked(position.RealizedPnl + gain);
        position.Lots = lots;
        position.Cost = cost;
        position.RealizedPnl = realized;
        return new PositionEffect(checked(openedCost - closedCost), gain);
    }

    /// <summary>The part of a position that a fill closes, with the sign of the position.</summary>
    private static long ClosingLots(long lots, long signedLots)
    {
        if (lots > 0 && signedLots < 0) return Math.Min(lots, checked(-signedLots));
        if (lots < 0 && signedLots > 0) return Math.Max(lots, -signedLots);
        return 0;
    }
}
