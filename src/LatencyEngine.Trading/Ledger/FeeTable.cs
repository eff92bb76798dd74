using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// The fee schedules of the session: what a fill costs, by the value traded before it. Written by the
/// matching stage; risk reads it between inputs.
/// </summary>
/// <remarks>
/// <para>A charge is at least the minimum and at most the maximum share of the value traded; where the two
/// contradict, the maximum wins, as brokers have it. A rebate (a negative rate) knows neither. A role that is
/// not told pays as taker.</para>
/// <para><b>Limits.</b> <see cref="StepsMax"/> steps each. An instrument whose schedule was never defined
/// trades for nothing.</para>
/// </remarks>
public sealed class FeeTable
{
    public const int StepsMax = 16;

    /// <summary>Greatest share of the value that a rate or maximum may be: all of it.</summary>
    public const long ShareMax = 1_000_000_000;

    /// <summary>Greatest fee of a unit or an order, and greatest minimum: 1e6 currency units.</summary>
    public const long AmountMax = 1_000_000_000_000;

    public const int None = -1;

    private readonly FeeStep[] _steps;
    private readonly int[] _counts;
    private readonly ushort[] _ids;
    private readonly short[] _slotOfId;

    public FeeTable(Capacities capacities)
    {
        Invariant.Check(capacities.FeeSchedules <= short.MaxValue);
        _steps = new FeeStep[capacities.FeeSchedules * StepsMax];
        _counts = new int[capacities.FeeSchedules];
        _ids = new ushort[capacities.FeeSchedules];
        _slotOfId = new short[ushort.MaxValue + 1];
        Array.Fill(_slotOfId, (short)None);
    }

    /// <summary>Schedules defined so far.</summary>
    public int Count { get; private set; }

    /// <summary>The place of a schedule in the order of definition, or <see cref="None"/>.</summary>
    public int SlotOf(ushort scheduleId) => _slotOfId[scheduleId];

    /// <summary>Takes a step: step 0, which holds from nothing on, begins the schedule anew; others come in
    /// order.</summary>
    public RejectReason Apply(in FeeSchedule step)
    {
        var slot = SlotOf(step.FeeScheduleId);
        var count = slot == None ? 0 : _counts[slot];
        if (!FeeStep.IsSound(step)) return RejectReason.MalformedCommand;
        if (step.Step == 0 ? step.ThresholdNotional != 0 : !Follows(step, slot, count))
            return RejectReason.MalformedCommand;
        if (step.Step == StepsMax) return RejectReason.CapacityReached;
        if (slot == None && (slot = Add(step.FeeScheduleId)) == None) return RejectReason.CapacityReached;
        _steps[(slot * StepsMax) + step.Step] = new FeeStep(step);
        _counts[slot] = step.Step + 1;
        return RejectReason.None;
    }

    /// <summary>What a fill costs, in the instrument's currency; negative for a rebate.</summary>
    /// <param name="tradedNotional">Value that the account traded before it on this schedule, in
    /// money.</param>
    public long Fee(
        ushort scheduleId, in Instrument instrument, long price, long lots, LiquidityRole role, long tradedNotional,
        bool isFirstFill)
    {
        var slot = SlotOf(scheduleId);
        if (slot == None) return 0;
        var notional = Math.Abs(instrument.Terms.Value(price, lots));
        ref readonly var step = ref _steps[(slot * StepsMax) + StepAt(slot, tradedNotional)];
        return step.Fee(role, notional, lots, instrument.Definition.LotExponent, isFirstFill);
    }

    /// <summary>
    /// The most that an order may cost in one fill, in either role and with this or any later step; never
    /// below zero, because no rebate is sure. Every further fill may cost the minimum once more.
    /// </summary>
    /// <inheritdoc cref="Fee"/>
    public long WorstFee(ushort scheduleId, in Instrument instrument, long price, long lots, long tradedNotional)
    {
        var slot = SlotOf(scheduleId);
        if (slot == None) return 0;
        var notional = Math.Abs(instrument.Terms.Value(price, lots));
        var exponent = instrument.Definition.LotExponent;
        var worst = 0L;
        for (var i = StepAt(slot, tradedNotional); i < _counts[slot]; i++)
        {
            ref readonly var step = ref _steps[(slot * StepsMax) + i];
            worst = Math.Max(worst, step.Fee(LiquidityRole.Maker, notional, lots, exponent, isFirstFill: true));
            worst = Math.Max(worst, step.Fee(LiquidityRole.Taker, notional, lots, exponent, isFirstFill: true));
        }

        return worst;
    }

    public void AddTo(ref StateHash hash)
    {
        for (var slot = 0; slot < Count; slot++)
        {
            hash.Add(((ulong)_ids[slot] << 32) | (uint)_counts[slot]);
            for (var i = 0; i < _counts[slot]; i++) _steps[(slot * StepsMax) + i].AddTo(ref hash);
        }
    }

    /// <summary>The last step whose threshold was reached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int StepAt(int slot, long tradedNotional)
    {
        var index = _counts[slot] - 1;
        while (index > 0 && _steps[(slot * StepsMax) + index].Threshold > tradedNotional) index--;
        return index;
    }

    private bool Follows(in FeeSchedule step, int slot, int count) =>
        slot != None && step.Step == count
        && step.ThresholdNotional > _steps[(slot * StepsMax) + count - 1].Threshold;

    private int Add(ushort scheduleId)
    {
        if (Count == _counts.Length) return None;
        _ids[Count] = scheduleId;
        _slotOfId[scheduleId] = (short)Count;
        return Count++;
    }
}
