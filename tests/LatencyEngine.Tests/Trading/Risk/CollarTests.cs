using LatencyEngine.Domain;
using LatencyEngine.Trading.Risk;
using static LatencyEngine.Tests.Trading.Risk.RiskRig;

namespace LatencyEngine.Tests.Trading.Risk;

/// <summary>How far a market order may go, and that its hold pays for all of it.</summary>
public sealed class CollarTests : IDisposable
{
    private readonly RiskRig _rig = Open();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_market_order_stops_a_tenth_from_the_reference_and_holds_money_up_to_there()
    {
        var buy = Assert.Single(_rig.Ask(_rig.Buy(100, null)));
        Assert.Equal((Price(110m), 11_000 * Micro), (buy.WorstPrice, buy.Hold));
    }

    [Fact]
    public void A_market_sale_stops_below_and_is_valued_where_it_is_worth_more()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        Assert.Equal(Price(90m), Assert.Single(_rig.Ask(_rig.Sell(10, null))).WorstPrice);
    }

    [Fact]
    public void The_tightest_price_band_is_the_collar()
    {
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 50_000_000);
        _rig.Limit(ScopeKind.Account, 1, LimitKind.PriceBand, 20_000_000);
        _rig.Limit(ScopeKind.Instrument, 1, LimitKind.PriceBand, 900_000_000_000);
        Assert.Equal(Price(102m), Assert.Single(_rig.Ask(_rig.Buy(1, null))).WorstPrice);
    }

    [Fact]
    public void No_price_band_is_so_wide_that_a_market_order_goes_beyond_half_the_reference()
    {
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 900_000_000_000);
        Assert.Equal(Price(150m), Assert.Single(_rig.Ask(_rig.Buy(1, null))).WorstPrice);
    }

    [Fact]
    public void A_market_order_that_could_not_be_paid_at_its_collar_is_refused()
    {
        Rejected(
            _rig.Ask(_rig.Buy(10_000, null)), RejectReason.InsufficientCapital, limit: 1_000_000 * Micro,
            actual: 1_100_000 * Micro);
        Approved(_rig.Ask(_rig.Buy(9_090, null)));
    }

    [Fact]
    public void A_closing_order_of_the_engine_has_a_wide_collar_of_its_own()
    {
        _rig.Trade(Side.Buy, 10, 100m);
        _rig.Limit(ScopeKind.Engine, 0, LimitKind.PriceBand, 1_000_000);
        var decisions = _rig.State(ScopeKind.Engine, 0, TradingState.Halted, HaltFlags.Flatten);
        var close = Assert.Single(decisions, decision => decision.Event.Is<SubmitOrder>());
        Assert.Equal(Price(50m), close.WorstPrice);
    }

    [Theory]
    [InlineData(Side.Buy, 0, Worth.PriceMax)]
    [InlineData(Side.Sell, 0, 1)]
    [InlineData(Side.Buy, long.MaxValue, Worth.PriceMax)]
    [InlineData(Side.Buy, 19, 20)]
    [InlineData(Side.Sell, 19, 18)]
    [InlineData(Side.Sell, 1, 1)]
    public void A_collar_is_a_price_whatever_the_reference(Side side, long reference, long expected) =>
        Assert.Equal(expected, Collar.PriceOf(side, reference, Collar.DefaultBand));
}
