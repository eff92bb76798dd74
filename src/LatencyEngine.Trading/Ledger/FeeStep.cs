using LatencyEngine.Domain;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Ledger;

/// <summary>One step of a fee schedule: what a fill costs once a certain value was traded. A value.</summary>
internal readonly struct FeeStep(in FeeSchedule step)
{
    private readonly FeeKind _kind = step.FeeKind;
    private readonly long _makerRate = step.MakerRate;
    private readonly long _takerRate = step.TakerRate;
    private readonly long _minimum = step.Minimum;
    private readonly long _maximum = step.Maximum;

    /// <summary>Value traded from which the step holds, in money.</summary>
    public long Threshold { get; } = step.ThresholdNotional;

    /// <summary>Whether rates, minimum and maximum are in their ranges.</summary>
    public static bool IsSound(in FeeSchedule step)
    {
        var rateMax = step.FeeKind == FeeKind.Notional ? FeeTable.ShareMax : FeeTable.AmountMax;
        return step.FeeKind <= FeeKind.PerOrder
            && step.MakerRate >= -rateMax && step.MakerRate <= rateMax
            && step.TakerRate >= -rateMax && step.TakerRate <= rateMax
            && step.Minimum is >= 0 and <= FeeTable.AmountMax
            && step.Maximum is >= 0 and <= FeeTable.ShareMax;
    }

    /// <summary>The fee of a fill, in money.</summary>
    /// <param name="notional">Value of the fill, not negative.</param>
    public long Fee(LiquidityRole role, long notional, long lots, int lotExponent, bool isFirstFill)
    {
        if (_kind == FeeKind.None || (_kind == FeeKind.PerOrder && !isFirstFill)) return 0;
        var rate = role == LiquidityRole.Maker ? _makerRate : _takerRate;
        var fee = _kind switch
        {
            FeeKind.Notional => ContractTerms.Share(notional, rate),
            FeeKind.PerUnit => PerUnit(rate, lots, lotExponent),
            _ => rate,
        };
        return fee < 0 ? fee : Bounded(fee, notional);
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add((ulong)_kind);
        hash.Add(Threshold);
        hash.Add(_makerRate);
        hash.Add(_takerRate);
        hash.Add(_minimum);
        hash.Add(_maximum);
    }

    private long Bounded(long fee, long notional)
    {
        fee = Math.Max(fee, _minimum);
        return _maximum == 0 ? fee : Math.Min(fee, ContractTerms.Share(notional, _maximum));
    }

    // The rate is for a whole unit, which is ten to the power of -exponent lots.
    private static long PerUnit(long rate, long lots, int lotExponent)
    {
        var scale = 1L;
        for (var i = Math.Abs(lotExponent); i > 0; i--) scale *= 10;
        if (lotExponent >= 0) return checked((long)((Int128)rate * lots * scale));
        _ = checked((long)(((Int128)rate * lots / scale) + 1)); // Refuses to wrap what the next line would.
        return ContractTerms.Portion(rate, lots, scale);
    }
}
