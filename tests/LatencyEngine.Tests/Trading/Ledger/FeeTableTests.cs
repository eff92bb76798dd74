using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

public sealed class FeeTableTests
{
    private const LiquidityRole Maker = LiquidityRole.Maker;
    private const LiquidityRole Taker = LiquidityRole.Taker;

    private readonly FeeTable _fees = new(Small);

    [Fact]
    public void Makers_and_takers_pay_their_share_of_the_value()
    {
        Apply(Step(FeeKind.Notional, Rate(0.001m), Rate(0.002m)));
        Assert.Equal(Money(1), FeeOf(Maker, lots: 10));
        Assert.Equal(Money(2), FeeOf(Taker, lots: 10));
        Assert.Equal(Money(2), FeeOf(LiquidityRole.None, lots: 10));
    }

    [Fact]
    public void A_negative_rate_is_a_rebate_that_no_minimum_takes_away()
    {
        Apply(Step(FeeKind.Notional, Rate(-0.0005m), Rate(0.001m)) with { Minimum = Money(5), Maximum = Rate(0.1m) });
        Assert.Equal(Money(-0.5m), FeeOf(Maker, lots: 10));
        Assert.Equal(Money(5), FeeOf(Taker, lots: 10));
    }

    [Fact]
    public void A_fee_by_quantity_counts_whole_units()
    {
        Apply(Step(FeeKind.PerUnit, Money(0.0035m), Money(0.005m)));
        Assert.Equal(Money(0.5m), FeeOf(Taker, lots: 100));
        Assert.Equal(Money(0.005m), FeeOf(Taker, lots: 100, lotExponent: -2));
        Assert.Equal(Money(500), FeeOf(Taker, lots: 100, lotExponent: 3));
        Assert.Equal(Money(0.35m), FeeOf(Maker, lots: 100));
    }

    [Fact]
    public void A_fee_by_order_is_paid_with_its_first_fill()
    {
        Apply(Step(FeeKind.PerOrder, Money(1), Money(2)) with { Minimum = Money(0.5m) });
        Assert.Equal(Money(2), FeeOf(Taker, lots: 10));
        Assert.Equal(0, FeeOf(Taker, lots: 10, isFirstFill: false));
    }

    [Fact]
    public void A_small_fee_is_raised_to_the_minimum_and_a_large_one_cut_to_the_maximum()
    {
        Apply(Step(FeeKind.PerUnit, Money(0.01m), Money(0.01m)) with { Minimum = Money(1), Maximum = Rate(0.00005m) });
        Assert.Equal(Money(0.5m), FeeOf(Taker, lots: 100)); // 10 000 traded: the maximum wins over the minimum.
        Assert.Equal(Money(1.5m), FeeOf(Taker, lots: 300)); // 3 by units, 1.5 at most.
        _fees.Apply(Step(FeeKind.PerUnit, Money(0.01m), Money(0.01m)) with { Minimum = Money(1) });
        Assert.Equal(Money(1), FeeOf(Taker, lots: 99));
        Assert.Equal(Money(1.01m), FeeOf(Taker, lots: 101));
    }

    [Fact]
    public void The_last_step_whose_traded_value_was_reached_holds()
    {
        ApplyThreeSteps();
        Assert.Equal(Money(3), FeeOf(Taker, lots: 10, traded: Money(999)));
        Assert.Equal(Money(2), FeeOf(Taker, lots: 10, traded: Money(1_000)));
        Assert.Equal(Money(2), FeeOf(Taker, lots: 10, traded: Money(4_999)));
        Assert.Equal(Money(1), FeeOf(Taker, lots: 10, traded: Money(5_000)));
    }

    [Fact]
    public void Step_0_replaces_the_whole_schedule()
    {
        ApplyThreeSteps();
        Apply(Step(FeeKind.Notional, 0, Rate(0.005m)));
        Assert.Equal(Money(5), FeeOf(Taker, lots: 10, traded: Money(9_000)));
        Assert.Equal(1, _fees.Count);
    }

    [Fact]
    public void The_worst_fee_is_that_of_the_worse_role_from_the_present_step_on_and_no_rebate()
    {
        ApplyThreeSteps();
        Assert.Equal(Money(3), WorstFeeOf(traded: 0));
        Assert.Equal(Money(1), WorstFeeOf(traded: Money(7_000)));
        Apply(Step(FeeKind.Notional, Rate(-0.002m), Rate(-0.001m)));
        Assert.Equal(0, WorstFeeOf(traded: 0));
        Apply(Step(FeeKind.Notional, Rate(0.004m), Rate(0.001m)));
        Assert.Equal(Money(4), WorstFeeOf(traded: 0));
    }

    [Fact]
    public void Without_a_schedule_trading_is_free()
    {
        Assert.Equal(0, FeeOf(Taker, lots: 10));
        Assert.Equal(0, WorstFeeOf(traded: 0));
        Apply(Step(FeeKind.None, 0, 0));
        Assert.Equal(0, FeeOf(Taker, lots: 10));
    }

    [Fact]
    public void Steps_out_of_order_are_refused()
    {
        var first = Step(FeeKind.Notional, 0, 0);
        Refused(first with { Step = 1, ThresholdNotional = 5 }); // No step 0 yet.
        Refused(first with { ThresholdNotional = 5 }); // Who traded less would pay by no step.
        Apply(first);
        Refused(first with { Step = 2, ThresholdNotional = 5 });
        Refused(first with { Step = 1, ThresholdNotional = 0 });
    }

    [Fact]
    public void Rates_outside_their_range_are_refused()
    {
        var sound = Step(FeeKind.Notional, 0, 0);
        Refused(sound with { MakerRate = FeeTable.ShareMax + 1 });
        Refused(sound with { TakerRate = -FeeTable.ShareMax - 1 });
        Refused(sound with { Minimum = -1 });
        Refused(sound with { Minimum = FeeTable.AmountMax + 1 });
        Refused(sound with { Maximum = -1 });
        Refused(sound with { Maximum = FeeTable.ShareMax + 1 });
        Refused(sound with { FeeKind = (FeeKind)99 });
        Refused(sound with { FeeKind = FeeKind.PerUnit, TakerRate = FeeTable.AmountMax + 1 });
        Apply(sound with { FeeKind = FeeKind.PerUnit, TakerRate = FeeTable.AmountMax });
    }

    [Fact]
    public void More_schedules_or_steps_than_there_is_room_for_are_refused()
    {
        for (ushort step = 0; step < FeeTable.StepsMax; step++)
            Apply(Step(FeeKind.Notional, 0, 0) with { Step = step, ThresholdNotional = step });
        var next = Step(FeeKind.Notional, 0, 0) with { Step = FeeTable.StepsMax, ThresholdNotional = 99 };
        Assert.Equal(RejectReason.CapacityReached, _fees.Apply(next));

        for (ushort id = 2; id <= Small.FeeSchedules; id++)
            Apply(Step(FeeKind.Notional, 0, 0) with { FeeScheduleId = id });
        Assert.Equal(
            RejectReason.CapacityReached, _fees.Apply(Step(FeeKind.Notional, 0, 0) with { FeeScheduleId = 99 }));
    }

    private void ApplyThreeSteps()
    {
        Apply(Step(FeeKind.Notional, 0, Rate(0.003m)));
        Apply(Step(FeeKind.Notional, 0, Rate(0.002m)) with { Step = 1, ThresholdNotional = Money(1_000) });
        Apply(Step(FeeKind.Notional, 0, Rate(0.001m)) with { Step = 2, ThresholdNotional = Money(5_000) });
    }

    private void Apply(FeeSchedule step) => Assert.Equal(RejectReason.None, _fees.Apply(step));

    private void Refused(FeeSchedule step) => Assert.Equal(RejectReason.MalformedCommand, _fees.Apply(step));

    private long FeeOf(
        LiquidityRole role, long lots, sbyte lotExponent = 0, long traded = 0, bool isFirstFill = true) =>
        _fees.Fee(Schedule, ShareAt(lotExponent), Price(100), lots, role, traded, isFirstFill);

    private long WorstFeeOf(long traded) => _fees.WorstFee(Schedule, ShareAt(0), Price(100), 10, traded);

    private static Instrument ShareAt(sbyte lotExponent)
    {
        var slot = default(EngineEvent);
        new InstrumentTerms { Id = 1, Symbol = "ANY", TickSize = 1, LotExponent = lotExponent }.WriteTo(ref slot, 1);
        ref var definition = ref slot.As<InstrumentDefinition>();
        return new Instrument { Definition = definition, Terms = new ContractTerms(definition) };
    }
}
