using LatencyEngine.Domain;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Whether the market is known well enough, and the price is near enough to it. Pure.</summary>
public static class MarketChecks
{
    private const long One = 1_000_000_000;

    public static RiskVerdict Check(RiskState state, in OrderAsk ask)
    {
        ref readonly var mark = ref state.Marks[ask.InstrumentId];
        if (mark.Reference == 0) return RiskVerdict.Refuse(RejectReason.NoReferencePrice);
        var age = (Int128)ask.NowNanos - mark.DataNanos;
        if (state.Marks.IsBroken(ask.InstrumentId))
            return RiskVerdict.Refuse(RejectReason.MarketDataStale, ScopeKind.Instrument, 0, age);
        var verdict = Bounds.AtMost(state, ask, LimitKind.MarketDataAgeMax, RejectReason.MarketDataStale, age);
        return verdict.IsPass && !ask.IsMarket ? Band(state, in ask, mark.Reference) : verdict;
    }

    // Both sides: a price far on the safe side is a slip of the finger as well. Rounded away from the reference, so
    // that no price beyond the band passes.
    private static RiskVerdict Band(RiskState state, in OrderAsk ask, long reference)
    {
        if (!Bounds.Has(in ask, LimitKind.PriceBand)) return RiskVerdict.Pass;
        var distance = Int128.Abs((Int128)ask.Price - reference) * One;
        var share = (distance + reference - 1) / reference;
        return Bounds.AtMost(state, ask, LimitKind.PriceBand, RejectReason.PriceOutsideBand, share);
    }
}
