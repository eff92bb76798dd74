using LatencyEngine.Domain;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Ledger;

/// <summary>Money that stands behind a position or an order. Pure; any thread.</summary>
public static class Collateral
{
    private const long One = 1_000_000_000;

    /// <summary>
    /// What a position holds as margin: a share of its cost; for a spot position that is short also the
    /// proceeds, which came in as cash and belong to whoever lent; for one that is long nothing, because it
    /// is paid.
    /// </summary>
    /// <param name="cost">Signed as the lots.</param>
    public static long OfPosition(in Instrument instrument, long lots, long cost)
    {
        var size = Math.Abs(cost);
        if (instrument.Definition.Kind != InstrumentKind.Spot) return Share(size, instrument.Definition.MarginRate);
        return lots < 0 ? Share(size, checked(One + instrument.Definition.MarginRate)) : 0;
    }

    /// <summary>
    /// What an order needs for the lots that it opens: a spot purchase its whole value, a spot short sale the
    /// share beyond the proceeds that it brings, and contracts on margin their share.
    /// </summary>
    /// <param name="value">Of the opening lots at the order's price, not negative.</param>
    public static long OfOpening(in Instrument instrument, Side side, long value) =>
        instrument.Definition.Kind == InstrumentKind.Spot && side == Side.Buy
            ? value
            : Share(value, instrument.Definition.MarginRate);

    // A wrapped product would be a small margin for a huge position: stop instead.
    private static long Share(long amount, long rate)
    {
        _ = checked((long)((Int128)amount * rate / One + 1));
        return ContractTerms.Share(amount, rate);
    }
}
