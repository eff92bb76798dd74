using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Risk.Checks;

/// <summary>Whether an order's value is within its limits and within what can be represented. Pure but for the
/// order's own worth, which it writes down for the checks that follow.</summary>
public static class NotionalChecks
{
    /// <summary>No order and no position is worth more: 1.15e12 currency units.</summary>
    public const long ValueMax = 1L << 60;

    private const long One = 1_000_000_000;

    public static RiskVerdict Check(RiskState state, ref OrderAsk ask, in Instrument instrument)
    {
        ref readonly var mark = ref state.Marks[ask.InstrumentId];
        SetPrices(state, ref ask, in instrument, in mark);
        if (!IsRepresentable(in instrument, ask.ExpectedPrice, ask.Lots, out ask.Notional)
            || !IsRepresentable(in instrument, ask.HoldPrice, ask.Lots, out _)
            || !IsRepresentable(in instrument, mark.Reference, ask.Lots, out _)
            || !CanBePosition(in ask, in instrument, mark.Reference)
            || !CanBePosition(in ask, in instrument, ask.ExpectedPrice)
            || !CanBePosition(in ask, in instrument, ask.HoldPrice)
            || !state.Fees.Allows(in instrument.Definition, ask.Lots))
            return RiskVerdict.Refuse(
                RejectReason.OrderNotionalTooLarge, ScopeKind.Engine, ValueMax, Worth.Unrepresentable);
        return Limits(state, in ask);
    }

    /// <summary>The value is counted in each owner's currency; for the instrument in its own.</summary>
    private static RiskVerdict Limits(RiskState state, in OrderAsk ask)
    {
        if (!Bounds.Has(in ask, LimitKind.OrderNotionalMax)) return RiskVerdict.Pass;
        for (var scope = 0; scope < ScopeRows.Count; scope++)
        {
            var row = ask.Rows[scope];
            if (!state.Limits.TryGet(row, LimitKind.OrderNotionalMax, out var limit)) continue;
            Int128 value = ask.Notional;
            if (scope != ScopeRows.Instrument
                && !state.Exposures.TryConvert(ask.Notional, ask.Currency, row, out value)) continue;
            if (value > limit)
                return RiskVerdict.Refuse(
                    RejectReason.OrderNotionalTooLarge, RiskState.KindOf(scope), limit, value);
        }

        return RiskVerdict.Pass;
    }

    // What a market order pays is not known. The far side of the market is what it is expected to pay at worst; its
    // collar is the worst that it can. An inverse contract is worth more at a lower price.
    private static void SetPrices(RiskState state, ref OrderAsk ask, in Instrument instrument, in Mark mark)
    {
        if (!ask.IsMarket)
        {
            (ask.ExpectedPrice, ask.WorstPrice, ask.HoldPrice) = (ask.Price, ask.Price, ask.Price);
            return;
        }

        ask.ExpectedPrice = instrument.Terms.IsInverse ? mark.Low : mark.High;
        ask.WorstPrice = Collar.PriceOf(ask.Side, mark.Reference, Collar.BandOf(state.Limits, in ask.Rows));
        ask.HoldPrice = ask.IsBuy != instrument.Terms.IsInverse ? ask.WorstPrice : ask.ExpectedPrice;
    }

    // The whole position that could come of it, so that no later sum or product can fail.
    private static bool CanBePosition(in OrderAsk ask, in Instrument instrument, long price)
    {
        var lots = ask.IsBuy ? ask.View.LongLots + ask.AddedLots : ask.View.ShortLots - ask.AddedLots;
        return Int128.Abs(lots) <= ShapeChecks.LotsMax * 2
            && IsRepresentable(in instrument, price, (long)lots, out _);
    }

    private static bool IsRepresentable(in Instrument instrument, long price, long lots, out long value) =>
        Worth.TryValue(in instrument, price, lots, out value)
        && value is >= -ValueMax and <= ValueMax
        && Int128.Abs((Int128)value * instrument.Definition.MarginRate / One) <= ValueMax;
}
