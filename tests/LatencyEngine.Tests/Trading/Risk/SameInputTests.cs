using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>Several intents of one input: each is decided with the approvals before it.</summary>
public sealed class SameInputTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(LimitKind.PositionMax, 10, RejectReason.PositionLimitExceeded)]
    [InlineData(LimitKind.OpenOrdersMax, 2, RejectReason.TooManyOpenOrders)]
    [InlineData(LimitKind.OrderRateMax, 2, RejectReason.OrderRateExceeded)]
    [InlineData(LimitKind.GrossExposureMax, 1_000 * Micro, RejectReason.GrossExposureExceeded)]
    [InlineData(LimitKind.NetExposureMax, 1_000 * Micro, RejectReason.NetExposureExceeded)]
    [InlineData(LimitKind.ConcentrationMax, 1_000_000, RejectReason.ConcentrationLimitExceeded)]
    [InlineData(LimitKind.AvailableCapitalMin, 999_000 * Micro, RejectReason.InsufficientCapital)]
    public void Approvals_count_together(LimitKind kind, long limit, RejectReason reason)
    {
        _rig.Limit(ScopeKind.Account, 1, kind, limit);
        var decisions = _rig.Ask(_rig.Buy(5), _rig.Buy(5), _rig.Buy(5));
        Assert.True(decisions[0].Event.Is<SubmitOrder>());
        Assert.True(decisions[1].Event.Is<SubmitOrder>());
        Assert.Equal(reason, decisions[2].Event.As<OrderRejected>().RejectReason);
    }

    [Fact]
    public void Holds_count_together()
    {
        var decisions = _rig.Ask(_rig.Buy(6_000), _rig.Buy(4_001), _rig.Buy(4_000));
        Assert.Equal(RejectReason.InsufficientCapital, decisions[1].Event.As<OrderRejected>().RejectReason);
        Assert.True(decisions[2].Event.Is<SubmitOrder>());
    }

    [Fact]
    public void Short_sales_count_together()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.ShortSellingMax, 0);
        var decisions = _rig.Ask(_rig.Sell(6), _rig.Sell(5), _rig.Sell(4));
        Assert.Equal(RejectReason.ShortSellingForbidden, decisions[1].Event.As<OrderRejected>().RejectReason);
        Assert.True(decisions[2].Event.Is<SubmitOrder>());
    }

    [Fact]
    public void A_cancel_frees_nothing_before_it_has_happened()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.PositionMax, 10);
        Approved(_rig.Ask(_rig.Buy(10)));
        var cancel = Event((ref CancelOrder c) =>
        {
            c.AccountId = 1;
            c.OrderId = 1;
        });
        var decisions = _rig.Ask(cancel, _rig.Buy(1));
        Assert.Equal(RejectReason.PositionLimitExceeded, decisions[1].Event.As<OrderRejected>().RejectReason);
        Approved(_rig.Ask(_rig.Buy(10)));
    }

    [Fact]
    public void Two_replacements_of_one_order_do_not_slip_between()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.PositionMax, 12);
        Approved(_rig.Ask(_rig.Buy(10)));
        var decisions = _rig.Ask(Replace(1, 2, 100m), Replace(1, 12, 100m), _rig.Buy(1));
        Assert.Equal(2, All<ReplaceOrder>(decisions).Count);
        Assert.Equal(RejectReason.PositionLimitExceeded, Assert.Single(All<OrderRejected>(decisions)).RejectReason);
    }

    [Fact]
    public void What_came_to_nothing_is_free_again_with_the_next_input()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.PositionMax, 10);
        Approved(_rig.Ask(_rig.Buy(10, null)));
        _rig.Send((ref TimeAdvanced _) => { }, Event((ref MassCancel m) => m.ScopeKind = ScopeKind.Engine));
        Approved(_rig.Ask(_rig.Buy(10)));
    }

    [Fact]
    public void Own_orders_do_not_meet()
    {
        Approved(_rig.Ask(_rig.Sell(5, 101m)));
        Rejected(_rig.Ask(_rig.Buy(1, 101m)), RejectReason.SelfTrade, ScopeKind.Account, Price(101m), Price(101m));
        Rejected(_rig.Ask(_rig.Buy(1, null)), RejectReason.SelfTrade);
        // Another strategy of the same account is the same owner; another account is not.
        Rejected(
            _rig.Ask(_rig.Buy(1, 101m, (ref SubmitOrder o) => o.StrategyId = 2)), RejectReason.SelfTrade);
        Approved(_rig.Ask(_rig.Buy(1, 100.99m)));
        Approved(_rig.Ask(_rig.Buy(1, 101m, (ref SubmitOrder o) =>
        {
            o.AccountId = 2;
            o.StrategyId = 3;
        })));
        Rejected(_rig.Ask(_rig.Sell(1, 100.99m)), RejectReason.SelfTrade);
        Approved(_rig.Ask(_rig.Sell(1, 101m)));
    }

    [Fact]
    public void Own_orders_of_one_input_do_not_meet()
    {
        var decisions = _rig.Ask(_rig.Sell(5, 101m), _rig.Buy(1, 101m), _rig.Buy(1, 100.99m));
        Assert.Equal(RejectReason.SelfTrade, decisions[1].Event.As<OrderRejected>().RejectReason);
        Assert.True(decisions[2].Event.Is<SubmitOrder>());
        decisions = _rig.Ask(Replace(2, 1, 101m));
        Rejected(decisions, RejectReason.SelfTrade);
    }
}
