using LatencyEngine.Domain;
using LatencyEngine.Trading.Ledger;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// The highest fee per unit of each schedule, so that risk can tell beforehand whether the fee of an order can be
/// represented. The risk stage's thread.
/// </summary>
public sealed class FeeBounds
{
    private const long FeeMax = 1L << 60;

    private readonly long[] _perUnitMax = new long[ushort.MaxValue + 1];

    public void Apply(in FeeSchedule step)
    {
        if (step.FeeKind != FeeKind.PerUnit || !FeeStep.IsSound(step)) return;
        var rate = Int128.Max(Int128.Abs(step.MakerRate), Int128.Abs(step.TakerRate));
        ref var max = ref _perUnitMax[step.FeeScheduleId];
        max = Math.Max(max, Worth.Clamp(rate));
    }

    /// <summary>Whether the fee of so many lots is surely within what can be represented.</summary>
    public bool Allows(in InstrumentDefinition terms, long lots)
    {
        var fee = (Int128)_perUnitMax[terms.FeeScheduleId] * lots;
        for (var exponent = terms.LotExponent; exponent > 0 && fee <= FeeMax; exponent--) fee *= 10;
        for (var exponent = terms.LotExponent; exponent < 0; exponent++) fee /= 10;
        return fee <= FeeMax;
    }
}
