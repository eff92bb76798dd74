using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Risk;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>
/// Every limit at every scope: the order just inside passes, the one just outside is refused with its numbers.
/// </summary>
public sealed class LimitTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public static TheoryData<ScopeKind, ulong> Scopes => new()
    {
        { ScopeKind.Engine, 0 }, { ScopeKind.Account, 1 }, { ScopeKind.Strategy, 1 }, { ScopeKind.Instrument, 1 },
    };

    public void Dispose() => _rig.Dispose();

    [Theory, MemberData(nameof(Scopes))]
    public void Smallest_order(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.OrderQuantityMin, 10);
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(_rig.Ask(_rig.Buy(9)), RejectReason.QuantityTooSmall, scope, 10, 9);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Largest_order(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.OrderQuantityMax, 10);
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(_rig.Ask(_rig.Buy(11)), RejectReason.QuantityTooLarge, scope, 10, 11);
        Rejected(_rig.Ask(Replace(1, 11, 100m)), RejectReason.QuantityTooLarge, scope, 10, 11);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Price_band_on_both_sides(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.PriceBand, Price(0.05m));
        Approved(_rig.Ask(_rig.Buy(1, 95m)));
        Approved(_rig.Ask(_rig.Buy(1, 105m)));
        Rejected(_rig.Ask(_rig.Buy(1, 105.01m)), RejectReason.PriceOutsideBand, scope, Price(0.05m), Price(0.0501m));
        Rejected(_rig.Ask(_rig.Buy(1, 94.99m)), RejectReason.PriceOutsideBand, scope, Price(0.05m), Price(0.0501m));
        Approved(_rig.Ask(_rig.Buy(1, null)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Order_value(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.OrderNotionalMax, 1_000 * Micro);
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(
            _rig.Ask(_rig.Buy(10, 100.01m)), RejectReason.OrderNotionalTooLarge, scope, 1_000 * Micro,
            1_000_100_000);
        Rejected(_rig.Ask(_rig.Buy(10, null)), RejectReason.OrderNotionalTooLarge, scope, actual: 1_000_100_000);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Live_orders(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.OpenOrdersMax, 2);
        Assert.Equal(2, All<SubmitOrder>(_rig.Ask(_rig.Buy(1), _rig.Buy(1), _rig.Buy(1))).Count);
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.TooManyOpenOrders, scope, 2, 3);
        Approved(_rig.Ask(Replace(1, 2, 100m)));
        _rig.FillNewest(100m);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Position_with_live_orders_filled(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 4, 100m);
        _rig.Limit(scope, id, LimitKind.PositionMax, 10);
        Approved(_rig.Ask(_rig.Buy(3)));
        Rejected(_rig.Ask(_rig.Buy(4)), RejectReason.PositionLimitExceeded, scope, 10, 11);
        Approved(_rig.Ask(_rig.Buy(3)));
        Rejected(_rig.Ask(Replace(2, 4, 100m)), RejectReason.PositionLimitExceeded, scope, 10, 11);
        Rejected(_rig.Ask(_rig.Sell(15, 101m)), RejectReason.PositionLimitExceeded, scope, 10, 11);
        Approved(_rig.Ask(_rig.Sell(14, 101m)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Short_sales(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 4, 100m);
        _rig.Limit(scope, id, LimitKind.ShortSellingMax, 0);
        Rejected(_rig.Ask(_rig.Sell(5)), RejectReason.ShortSellingForbidden, scope, 0, 1);
        Approved(_rig.Ask(_rig.Sell(4)));
        Rejected(_rig.Ask(_rig.Sell(1)), RejectReason.ShortSellingForbidden, scope, 0, 1);
        _rig.Limit(scope, id, LimitKind.ShortSellingMax, 2);
        Approved(_rig.Ask(_rig.Sell(2)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Gross_exposure(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.GrossExposureMax, 1_000 * Micro);
        Approved(_rig.Ask(_rig.Buy(6)));
        Rejected(_rig.Ask(_rig.Buy(5)), RejectReason.GrossExposureExceeded, scope, 1_000 * Micro, 1_100 * Micro);
        Approved(_rig.Ask(_rig.Buy(4)));
        // The other side is not worse until it is the larger one.
        Approved(_rig.Ask(_rig.Sell(10, 101m)));
        Rejected(_rig.Ask(_rig.Sell(1, 101m)), RejectReason.GrossExposureExceeded, scope);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Net_exposure(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.NetExposureMax, 1_000 * Micro);
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.NetExposureExceeded, scope, 1_000 * Micro, 1_100 * Micro);
        Approved(_rig.Ask(_rig.Sell(10, 101m)));
        Rejected(_rig.Ask(_rig.Sell(1, 101m)), RejectReason.NetExposureExceeded, scope, 1_000 * Micro, 1_100 * Micro);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Share_of_the_gross_limit(ScopeKind scope, ulong id)
    {
        var gross = scope == ScopeKind.Instrument ? ScopeKind.Account : scope;
        _rig.Limit(gross, id, LimitKind.GrossExposureMax, 10_000 * Micro);
        _rig.Limit(scope, id, LimitKind.ConcentrationMax, Price(0.1m));
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.ConcentrationLimitExceeded, scope, Price(0.1m), Price(0.11m));
        if (scope != ScopeKind.Instrument)
            Approved(_rig.Ask(_rig.Buy(10, 100m, (ref SubmitOrder o) => o.InstrumentId = 2)));
    }

    [Fact]
    public void Share_of_the_equity_where_gross_exposure_has_no_limit()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.ConcentrationMax, Price(0.1m));
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.ConcentrationMax, Price(0.04m));
        Approved(_rig.Ask(_rig.Buy(800))); // 80,000 of the engine's 2,000,000.
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.ConcentrationLimitExceeded, ScopeKind.Engine);
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.ConcentrationMax, -1);
        Approved(_rig.Ask(_rig.Buy(200)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.ConcentrationLimitExceeded, ScopeKind.Account);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Orders_in_one_second_of_event_time(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.OrderRateMax, 2);
        Approved(_rig.Ask(_rig.Buy(1)));
        _rig.Now += 400_000_000;
        Approved(_rig.Ask(_rig.Buy(1)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.OrderRateExceeded, scope, 2, 3);
        Rejected(_rig.Ask(Replace(1, 2, 100m)), RejectReason.OrderRateExceeded, scope, 2, 3);
        _rig.Now += 599_999_999;
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.OrderRateExceeded, scope, 2, 3);
        _rig.Now += 1;
        Approved(_rig.Ask(_rig.Buy(1)));
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.OrderRateExceeded, scope, 2, 3);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Age_of_market_data(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.MarketDataAgeMax, Nano);
        _rig.Now += Nano;
        Approved(_rig.Ask(_rig.Buy(1)));
        _rig.Now += 1;
        Rejected(_rig.Ask(_rig.Buy(1)), RejectReason.MarketDataStale, scope, Nano, Nano + 1);
        _rig.Quote(1, 99.99m, 100.01m);
        Approved(_rig.Ask(_rig.Buy(1)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Opposite_orders_soon_after_an_own_fill(ScopeKind scope, ulong id)
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(scope, id, LimitKind.WashTradeWindow, Nano);
        _rig.Now += Nano - 1;
        Rejected(_rig.Ask(_rig.Sell(1)), RejectReason.WashTrade, scope, Nano, Nano - 1);
        Approved(_rig.Ask(_rig.Buy(1, 99m)));
        _rig.Now += 1;
        Approved(_rig.Ask(_rig.Sell(1)));
    }

    [Theory, MemberData(nameof(Scopes))]
    public void Capital_that_stays_free(ScopeKind scope, ulong id)
    {
        _rig.Limit(scope, id, LimitKind.AvailableCapitalMin, 999_000 * Micro);
        Approved(_rig.Ask(_rig.Buy(10)));
        Rejected(
            _rig.Ask(_rig.Buy(1)), RejectReason.InsufficientCapital, scope, 999_000 * Micro, 998_900 * Micro);
    }

    [Fact]
    public void A_limit_changes_while_running_and_goes()
    {
        _rig.Limit(ScopeKind.Account, 1, LimitKind.OrderQuantityMax, 10);
        Rejected(_rig.Ask(_rig.Buy(11)), RejectReason.QuantityTooLarge);
        var changed = Only<RiskLimitChanged>(_rig.Limit(ScopeKind.Account, 1, LimitKind.OrderQuantityMax, 11));
        Assert.Equal((11, 7u, LimitKind.OrderQuantityMax), (changed.Value, changed.ActorId, changed.LimitKind));
        Approved(_rig.Ask(_rig.Buy(11)));
        Only<RiskLimitChanged>(_rig.Limit(ScopeKind.Account, 1, LimitKind.OrderQuantityMax, -1));
        Approved(_rig.Ask(_rig.Buy(12)));
    }

    [Fact]
    public void A_limit_counts_for_the_intents_of_its_own_input()
    {
        var decisions = _rig.Send((ref SetRiskLimit l) =>
        {
            l.ScopeKind = ScopeKind.Engine;
            l.LimitKind = LimitKind.OrderQuantityMax;
            l.Value = 5;
        }, _rig.Buy(6));
        Assert.True(decisions[0].Event.Is<RiskLimitChanged>());
        Assert.Equal(RejectReason.QuantityTooLarge, decisions[1].Event.As<OrderRejected>().RejectReason);
    }

    [Theory]
    [InlineData(ScopeKind.Account, 9, LimitKind.PositionMax, 1, RejectReason.UnknownAccount)]
    [InlineData(ScopeKind.Account, ulong.MaxValue, LimitKind.PositionMax, 1, RejectReason.UnknownAccount)]
    [InlineData(ScopeKind.Strategy, 9, LimitKind.PositionMax, 1, RejectReason.UnknownStrategy)]
    [InlineData(ScopeKind.Strategy, 1UL << 40, LimitKind.PositionMax, 1, RejectReason.UnknownStrategy)]
    [InlineData(ScopeKind.Instrument, 9, LimitKind.PositionMax, 1, RejectReason.UnknownInstrument)]
    [InlineData(ScopeKind.Instrument, ulong.MaxValue, LimitKind.PositionMax, 1, RejectReason.UnknownInstrument)]
    [InlineData(ScopeKind.Engine, 1, LimitKind.PositionMax, 1, RejectReason.MalformedCommand)]
    [InlineData(ScopeKind.None, 0, LimitKind.PositionMax, 1, RejectReason.MalformedCommand)]
    [InlineData(ScopeKind.Engine, 0, LimitKind.None, 1, RejectReason.UnknownLimit)]
    [InlineData(ScopeKind.Engine, 0, (LimitKind)17, 1, RejectReason.UnknownLimit)]
    [InlineData(ScopeKind.Engine, 0, (LimitKind)255, 1, RejectReason.UnknownLimit)]
    [InlineData(ScopeKind.Instrument, 1, LimitKind.DailyLossMax, 1, RejectReason.UnknownLimit)]
    [InlineData(ScopeKind.Engine, 0, LimitKind.PositionMax, -1, RejectReason.UnknownLimit)]
    [InlineData(ScopeKind.Engine, 0, LimitKind.PriceBand, LimitRules.RatioMax + 1, RejectReason.ValueOutOfRange)]
    [InlineData(ScopeKind.Engine, 0, LimitKind.OrderRateMax, RateWindow.Capacity + 1, RejectReason.ValueOutOfRange)]
    public void A_limit_that_cannot_be_is_refused(
        ScopeKind scope, ulong id, LimitKind kind, long value, RejectReason reason)
    {
        var rejected = Only<CommandRejected>(_rig.Limit(scope, id, kind, value));
        Assert.Equal(reason, rejected.RejectReason);
        Assert.Equal((ushort)SetRiskLimit.TemplateId, rejected.CommandTemplateId);
        Assert.Equal(value, rejected.Actual);
    }

    [Fact]
    public void Limits_beyond_the_table_are_refused()
    {
        using var rig = Open(Small with { RiskLimits = 1 });
        rig.Limit(ScopeKind.Engine, 0, LimitKind.PositionMax, 1);
        var rejected = Only<CommandRejected>(rig.Limit(ScopeKind.Engine, 0, LimitKind.OpenOrdersMax, 1));
        Assert.Equal(RejectReason.CapacityReached, rejected.RejectReason);
        Only<RiskLimitChanged>(rig.Limit(ScopeKind.Engine, 0, LimitKind.PositionMax, 2));
    }

    [Fact]
    public void Money_limits_count_in_the_currency_of_their_scope()
    {
        _rig.DefineInstrument(3, "EUR");
        _rig.Deposit(1, "EUR", 1_000_000);
        _rig.Rate("EUR", "USD", 1.1m);
        _rig.Quote(3, 99.99m, 100.01m);
        EngineEvent Euro(long lots) => _rig.Buy(lots, 100m, (ref SubmitOrder o) => o.InstrumentId = 3);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.OrderNotionalMax, 1_100 * Micro);
        Approved(_rig.Ask(Euro(10)));
        Rejected(_rig.Ask(Euro(11)), RejectReason.OrderNotionalTooLarge, ScopeKind.Account, actual: 1_210 * Micro);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.OrderNotionalMax, -1);
        _rig.Limit(ScopeKind.Instrument, 3, LimitKind.GrossExposureMax, 2_000 * Micro);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.GrossExposureMax, 2_200 * Micro);
        Approved(_rig.Ask(Euro(10)));
        Rejected(_rig.Ask(Euro(1)), RejectReason.GrossExposureExceeded, ScopeKind.Account, actual: 2_310 * Micro);
        _rig.Rate("EUR", "USD", 1m);
        Rejected(_rig.Ask(Euro(1)), RejectReason.GrossExposureExceeded, ScopeKind.Instrument, actual: 2_100 * Micro);
    }
}
