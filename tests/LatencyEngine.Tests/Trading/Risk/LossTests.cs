using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Stages;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>Daily loss and drawdown: what reaches them, what follows, and what the day changes.</summary>
public sealed class LossTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public static TheoryData<ScopeKind, ulong> Owners => new()
    {
        { ScopeKind.Engine, 0 }, { ScopeKind.Account, 1 }, { ScopeKind.Strategy, 1 },
    };

    public void Dispose() => _rig.Dispose();

    [Theory, MemberData(nameof(Owners))]
    public void A_daily_loss_by_marks_halts_and_cancels(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 10, 100m);
        Approved(_rig.Ask(_rig.Buy(1, 90m)));
        _rig.Limit(scope, id, LimitKind.DailyLossMax, 10 * Micro);
        Assert.Empty(_rig.Quote(1, 99.00m, 99.02m)); // 9.90 lost.
        var decisions = _rig.Quote(1, 98.99m, 99.01m);
        AssertBreach(decisions, LimitKind.DailyLossMax, scope, id, 10 * Micro, 10 * Micro);
        var changed = decisions[1].Event.As<TradingStateChanged>();
        Assert.Equal(
            (TradingState.Halted, HaltReason.DailyLoss, (byte)1, HaltFlags.CancelOrders),
            (changed.TradingState, changed.HaltReason, changed.IsLocked, changed.HaltFlags));
        Assert.True(decisions[2].Event.Is<MassCancel>());
        Assert.Equal(3, decisions.Count);
        Assert.Equal(0, _rig.Orders.LiveCount);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.TradingHalted, scope);
        Assert.Empty(_rig.Quote(1, 97.99m, 98.01m)); // Told once.
    }

    [Theory, MemberData(nameof(Owners))]
    public void A_scope_that_is_re_armed_with_its_loss_may_only_close(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(scope, id, LimitKind.DailyLossMax, 10 * Micro);
        _rig.Quote(1, 98.99m, 99.01m);
        _rig.State(scope, id, TradingState.Active, rearm: true);
        Rejected(_rig.Ask(_rig.Buy(1, 99m)), RejectReason.DailyLossReached, scope, 10 * Micro, 10 * Micro);
        Approved(_rig.Ask(_rig.Sell(10, 99m)));
        _rig.Quote(1, 99.00m, 99.02m);
        Approved(_rig.Ask(_rig.Buy(1, 98m)));
        AssertBreach(_rig.Quote(1, 98.99m, 99.01m), LimitKind.DailyLossMax, scope, id, 10 * Micro, 10 * Micro);
    }

    [Theory, MemberData(nameof(Owners))]
    public void A_drawdown_is_measured_from_the_highest_profit(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Quote(1, 101.99m, 102.01m); // 20 gained.
        _rig.Limit(scope, id, LimitKind.DrawdownMax, 10 * Micro);
        Assert.Empty(_rig.Quote(1, 101.00m, 101.02m));
        AssertBreach(
            _rig.Quote(1, 100.99m, 101.01m), LimitKind.DrawdownMax, scope, id, 10 * Micro, 10 * Micro);
        _rig.State(scope, id, TradingState.Active, rearm: true);
        Rejected(_rig.Ask(_rig.Buy(1, 99m)), RejectReason.DrawdownReached, scope, 10 * Micro, 10 * Micro);
        _rig.Quote(1, 101.00m, 101.02m);
        Approved(_rig.Ask(_rig.Buy(1, 99m)));
    }

    [Fact]
    public void A_loss_by_fills_and_fees_is_found_with_the_next_input()
    {
        _rig.Send((ref FeeSchedule f) =>
        {
            f.FeeScheduleId = 5;
            f.FeeKind = FeeKind.PerOrder;
            f.MakerRate = Micro;
            f.TakerRate = Micro;
        });
        _rig.DefineInstrument(4, "USD", fees: 5);
        _rig.Quote(4, 99.99m, 100.01m);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 12 * Micro);
        _rig.Trade(Side.Buy, 10, 100m, InFour);
        _rig.Trade(Side.Sell, 10, 99m, InFour);
        // 10 by the price, 2 in fees.
        AssertBreach(_rig.Ask(), LimitKind.DailyLossMax, ScopeKind.Account, 1, 12 * Micro, 12 * Micro);
    }

    [Fact]
    public void A_limit_below_the_present_loss_is_reached_at_once()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Quote(1, 98.99m, 99.01m);
        var decisions = _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 5 * Micro);
        Assert.True(decisions[0].Event.Is<RiskLimitChanged>());
        AssertBreach(decisions[1..], LimitKind.DailyLossMax, ScopeKind.Account, 1, 5 * Micro, 10 * Micro);
    }

    [Fact]
    public void A_limit_of_zero_is_not_reached_without_a_loss()
    {
        Only<RiskLimitChanged>(_rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 0));
        _rig.Trade(Side.Buy, 10, 100m);
        Assert.Empty(_rig.Ask());
        Assert.Equal(3, _rig.Quote(1, 99.98m, 100.00m).Count);
    }

    [Fact]
    public void A_breach_flattens_where_that_is_its_policy()
    {
        _rig.State(ScopeKind.Account, 1, TradingState.Active, HaltFlags.CancelOrders | HaltFlags.Flatten);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 10 * Micro);
        _rig.Trade(Side.Buy, 10, 100m);
        var decisions = _rig.Quote(1, 90m, 91m);
        Assert.Equal(4, decisions.Count);
        Assert.Equal((Side.Sell, 10L), (decisions[3].Event.As<SubmitOrder>().Side, decisions[3].Event.As<SubmitOrder>().Quantity));
        _rig.FillNewest(90m);
        Assert.Empty(_rig.Ask());
    }

    [Fact]
    public void The_daily_loss_begins_again_at_midnight_and_the_drawdown_does_not()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 10 * Micro);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DrawdownMax, 15 * Micro);
        Assert.Empty(_rig.Quote(1, 99.09m, 99.11m)); // 9 lost.
        _rig.Now = ((_rig.Now / LossMonitor.DayNanos) + 1) * LossMonitor.DayNanos;
        Assert.Empty(_rig.Quote(1, 98.59m, 98.61m)); // 5 more on the new day.
        var decisions = _rig.Quote(1, 98.49m, 98.51m);
        AssertBreach(decisions, LimitKind.DrawdownMax, ScopeKind.Account, 1, 15 * Micro, 15 * Micro);
    }

    [Fact]
    public void The_last_moment_of_a_day_still_counts_to_it()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 10 * Micro);
        _rig.Quote(1, 99.09m, 99.11m);
        _rig.Now = (((_rig.Now / LossMonitor.DayNanos) + 1) * LossMonitor.DayNanos) - 1;
        Assert.Equal(3, _rig.Quote(1, 98.99m, 99.01m).Count);
    }

    [Fact]
    public void Losses_in_several_currencies_are_added_at_their_rates()
    {
        _rig.DefineInstrument(3, "EUR");
        _rig.Rate("EUR", "USD", 1.1m);
        _rig.Deposit(1, "EUR", 1_000_000);
        _rig.Quote(3, 99.99m, 100.01m);
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Trade(Side.Buy, 10, 100m, (ref SubmitOrder o) => o.InstrumentId = 3);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 21 * Micro);
        Assert.Empty(_rig.Quote(1, 98.99m, 99.01m)); // 10 dollars.
        Assert.Empty(_rig.Quote(3, 99.09m, 99.11m)); // 9 euros: 9.90.
        var decisions = _rig.Send((ref CurrencyRate r) =>
        {
            r.FromCurrency = Code("EUR");
            r.ToCurrency = Code("USD");
            r.Rate = Price(1.25m);
        });
        AssertBreach(decisions, LimitKind.DailyLossMax, ScopeKind.Account, 1, 21 * Micro, 21_250_000);
    }

    [Fact]
    public void Deposits_are_no_profit()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DrawdownMax, 10 * Micro);
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Deposit(1, "USD", 1_000_000);
        Assert.Equal(3, _rig.Quote(1, 98.99m, 99.01m).Count);
    }

    [Fact]
    public void A_short_inverse_contract_loses_when_the_price_falls_only_in_the_other_direction()
    {
        _rig.DefineInstrument(5, "USD", InstrumentKind.Inverse);
        _rig.Quote(5, 99.99m, 100.01m);
        _rig.Trade(Side.Buy, 100_000, 100m, (ref SubmitOrder o) => o.InstrumentId = 5); // Worth 1,000.
        _rig.Limit(ScopeKind.Account, 1, LimitKind.DailyLossMax, 100 * Micro);
        Assert.Empty(_rig.Quote(5, 124.99m, 125.01m)); // Worth 800: a gain of 200.
        Assert.Equal(3, _rig.Quote(5, 79.99m, 80.01m).Count); // Worth 1,250: a loss of 250.
    }

    private static void InFour(ref SubmitOrder order) => order.InstrumentId = 4;

    private static void AssertBreach(
        List<Decision> decisions, LimitKind kind, ScopeKind scope, ulong id, long limit, long actual)
    {
        var breached = decisions[0].Event.As<RiskBreached>();
        Assert.True(decisions[0].Event.Is<RiskBreached>(), decisions[0].Event.ToString());
        Assert.Equal(
            (kind, scope, id, limit, actual),
            (breached.LimitKind, breached.ScopeKind, breached.ScopeId, breached.Limit, breached.Actual));
    }
}
