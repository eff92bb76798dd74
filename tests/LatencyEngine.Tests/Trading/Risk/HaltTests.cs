using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Risk;
using LatencyEngine.Trading.Risk.Checks;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>The kill switch in its scopes, its lock, and the sweep that closes positions.</summary>
public sealed class HaltTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public static TheoryData<ScopeKind, ulong> Scopes => LimitTests.Scopes;

    public void Dispose() => _rig.Dispose();

    [Theory, MemberData(nameof(Scopes))]
    public void A_halt_cancels_and_holds_until_it_is_re_armed(ScopeKind scope, ulong id)
    {
        Approved(_rig.Ask(_rig.Buy(1)));
        var decisions = _rig.State(scope, id, TradingState.Halted, HaltFlags.CancelOrders);
        var changed = decisions[0].Event.As<TradingStateChanged>();
        Assert.Equal(
            (scope, id, TradingState.Halted, HaltReason.Command, (byte)1, 7u),
            (changed.ScopeKind, changed.ScopeId, changed.TradingState, changed.HaltReason, changed.IsLocked,
                changed.ActorId));
        Assert.Equal((scope, id), (decisions[1].Event.As<MassCancel>().ScopeKind, decisions[1].Event.As<MassCancel>().ScopeId));
        Assert.Equal(0, _rig.Orders.LiveCount);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.TradingHalted, scope);

        Assert.Equal(
            RejectReason.NotArmed, Only<CommandRejected>(_rig.State(scope, id, TradingState.Active)).RejectReason);
        Assert.Equal(
            RejectReason.NotArmed, Only<CommandRejected>(_rig.State(scope, id, TradingState.ReduceOnly)).RejectReason);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.TradingHalted, scope);
        var active = Only<TradingStateChanged>(_rig.State(scope, id, TradingState.Active, rearm: true));
        Assert.Equal((TradingState.Active, (byte)0), (active.TradingState, active.IsLocked));
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Fact]
    public void A_halt_of_another_scope_is_not_felt()
    {
        _rig.State(ScopeKind.Account, 2, TradingState.Halted);
        _rig.State(ScopeKind.Strategy, 2, TradingState.Halted);
        _rig.State(ScopeKind.Instrument, 2, TradingState.Halted);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Reduce_only_takes_what_brings_a_position_nearer_to_zero(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.State(scope, id, TradingState.ReduceOnly);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.ReduceOnly, scope, 0, 1);
        Rejected(_rig.Ask(_rig.Sell(11)), RejectReason.ReduceOnly, scope, 10, 11);
        Approved(_rig.Ask(_rig.Sell(6)));
        Rejected(_rig.Ask(_rig.Sell(5)), RejectReason.ReduceOnly, scope, 4, 5);
        Approved(_rig.Ask(_rig.Sell(4)));
        Only<TradingStateChanged>(_rig.State(scope, id, TradingState.Active));
        Approved(_rig.Ask(_rig.Buy(1, 99m)));
    }

    [Fact]
    public void An_order_may_ask_to_reduce_only()
    {
        Rejected(_rig.Ask(_rig.Sell(1, 100m, ReduceOnly)), RejectReason.ReduceOnly, ScopeKind.None, 0, 1);
        _rig.Trade(Side.Buy, 10, 100m);
        Rejected(_rig.Ask(_rig.Sell(11, 100m, ReduceOnly)), RejectReason.ReduceOnly, ScopeKind.None, 10, 11);
        Approved(_rig.Ask(_rig.Sell(10, 100m, ReduceOnly)));
        Rejected(_rig.Ask(Replace(2, 11, 100m)), RejectReason.ReduceOnly, limit: 10, actual: 11);
    }

    [Theory]
    [InlineData(ScopeKind.Account, 9, TradingState.Halted, 0, RejectReason.UnknownAccount)]
    [InlineData(ScopeKind.Instrument, 60, TradingState.Halted, 0, RejectReason.UnknownInstrument)]
    [InlineData(ScopeKind.Engine, 0, TradingState.None, 0, RejectReason.MalformedCommand)]
    [InlineData(ScopeKind.Engine, 0, (TradingState)9, 0, RejectReason.MalformedCommand)]
    [InlineData(ScopeKind.Engine, 0, TradingState.Halted, 8, RejectReason.MalformedCommand)]
    public void A_state_that_cannot_be_is_refused(
        ScopeKind scope, ulong id, TradingState state, int flags, RejectReason reason)
    {
        Assert.Equal(
            reason, Only<CommandRejected>(_rig.State(scope, id, state, (HaltFlags)flags)).RejectReason);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Fact]
    public void A_mass_cancel_passes_in_its_scope_only()
    {
        Only<MassCancel>(_rig.Ask(Event((ref MassCancel m) => m.ScopeKind = ScopeKind.Engine)));
        var wrong = Event((ref MassCancel m) =>
        {
            m.ScopeKind = ScopeKind.Account;
            m.ScopeId = 9;
        });
        Assert.Equal(RejectReason.UnknownAccount, Only<CommandRejected>(_rig.Ask(wrong)).RejectReason);
    }

    [Fact]
    public void Flatten_cancels_first_and_closes_then()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        Approved(_rig.Ask(_rig.Sell(4, 101m)));
        var decisions = _rig.State(ScopeKind.Account, 1, TradingState.Halted, HaltFlags.Flatten);
        Assert.True(decisions[0].Event.Is<TradingStateChanged>());
        Assert.True(decisions[1].Event.Is<MassCancel>());
        Assert.Equal(2, decisions.Count); // The position still had a live order.

        var close = Only<SubmitOrder>(_rig.Ask());
        Assert.Equal((Side.Sell, 10L, OrderType.Market), (close.Side, close.Quantity, close.OrderType));
        Assert.Equal(OrderFlags.Flatten | OrderFlags.ReduceOnly, close.OrderFlags);
        Assert.NotEqual(0UL, close.ClientOrderId & ShapeChecks.EngineIdBit);
        Assert.Empty(_rig.Ask());
        _rig.FillNewest(99m);
        Assert.Empty(_rig.Ask());
        _rig.Now += 10 * Nano;
        Assert.Empty(_rig.Ask());
    }

    [Fact]
    public void What_a_closing_order_could_not_fill_is_tried_again_after_a_second()
    {
        _rig.Trade(Side.Sell, 10, 100m);
        var close = All<SubmitOrder>(_rig.State(ScopeKind.Engine, 0, TradingState.Halted, HaltFlags.Flatten));
        Assert.Equal((Side.Buy, 10L), (Assert.Single(close).Side, close[0].Quantity));
        _rig.FillOrder(_rig.Orders.FirstLive, 100m, 7);
        _rig.Ask(Event((ref MassCancel m) => m.ScopeKind = ScopeKind.Engine));
        _rig.Now += FlattenSweep.RetryNanos - 1;
        Assert.Empty(_rig.Ask());
        _rig.Now += 1;
        Assert.Equal(3, Only<SubmitOrder>(_rig.Ask()).Quantity);
    }

    [Fact]
    public void A_sweep_over_many_positions_takes_bounded_steps_and_reaches_all()
    {
        const int Count = 150;
        using var rig = Open(Small with { InstrumentIdEnd = 256 });
        for (var id = 1u; id <= Count; id++)
        {
            rig.DefineInstrument(id, "USD");
            rig.Quote(id, 99.99m, 100.01m);
            var own = id;
            rig.Trade(Side.Buy, 1, 100m, (ref SubmitOrder o) => o.InstrumentId = own);
        }

        var closed = All<SubmitOrder>(rig.State(ScopeKind.Strategy, 1, TradingState.Halted, HaltFlags.Flatten));
        Assert.Equal(Capacities.SweepStepsPerEventMax, closed.Count);
        for (var input = 0; input < 3; input++)
        {
            var more = All<SubmitOrder>(rig.Ask());
            Assert.True(more.Count <= Capacities.SweepStepsPerEventMax);
            closed.AddRange(more);
        }

        Assert.Equal(Enumerable.Range(1, Count), closed.Select(c => (int)c.InstrumentId).Order());
    }

    [Fact]
    public void Only_the_scope_is_flattened_and_re_arming_ends_it()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Trade(Side.Buy, 10, 100m, (ref SubmitOrder o) => o.InstrumentId = 2);
        var decisions = _rig.State(ScopeKind.Instrument, 2, TradingState.Halted, HaltFlags.Flatten);
        Assert.Equal(2u, Assert.Single(All<SubmitOrder>(decisions)).InstrumentId);
        _rig.Ask(Event((ref MassCancel m) => m.ScopeKind = ScopeKind.Engine));
        _rig.State(ScopeKind.Instrument, 2, TradingState.Active, rearm: true);
        _rig.Now += 10 * Nano;
        Assert.Empty(_rig.Ask());
        Assert.Empty(_rig.Ask());
    }

    private static void ReduceOnly(ref SubmitOrder order) => order.OrderFlags = OrderFlags.ReduceOnly;
}
