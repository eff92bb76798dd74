using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Trading;

namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>What is written becomes exact integers in the engine's own units.</summary>
public sealed class EngineConfigurationTests
{
    private static readonly EngineConfiguration Full = Loading.Good(Loading.Json(Samples.Full));

    [Fact]
    public void The_defaults_are_valid()
    {
        var configuration = Loading.Good(Loading.Set());
        Assert.IsType<SimulatorFeedConfiguration>(Assert.Single(configuration.Feeds));
        var deposit = Assert.Single(Assert.Single(configuration.Accounts).Deposits);
        Assert.Equal(new DepositConfiguration(Currency.Usd, 1_000_000_000_000), deposit);
        Assert.Empty(configuration.Strategies);
        Assert.Equal((16_384, 42UL), (configuration.Capacity.Instruments, configuration.Session.Seed));
    }

    [Fact]
    public void Pipeline_and_session()
    {
        Assert.Equal(new SessionConfiguration { Id = 7, Seed = ulong.MaxValue }, Full.Session);
        Assert.Equal((PipelineLayout.Staged, WaitKind.BusySpin), (Full.Pipeline.Layout, Full.Pipeline.Wait));
        Assert.Equal((1000, 2_500_000_000L), (Full.Pipeline.BatchSizeMax, Full.Pipeline.Speed));
        Assert.Equal((1, CoresConfiguration.Any), (Full.Pipeline.Cores.Strategy, Full.Pipeline.Cores.Risk));
    }

    [Fact]
    public void Feeds_of_every_kind()
    {
        var simulator = Assert.IsType<SimulatorFeedConfiguration>(Full.Feeds[0]);
        Assert.Equal((10, 1_000_000L, 3, (ulong?)null),
            (simulator.Instruments, simulator.Events, simulator.GapsPerMillion, simulator.Seed));
        Assert.Equal(new MarketMixConfiguration(80, 0, 5), simulator.Mix);
        Assert.Equal("aapl.zip", Assert.IsType<LobsterFeedConfiguration>(Full.Feeds[1]).Path);
        Assert.Equal(["a.gz", "b.gz"], Assert.IsType<BinanceFeedConfiguration>(Full.Feeds[2]).Paths.AsEnumerable());
        Assert.Equal(LeanTicks.ForexQuote, Assert.IsType<LeanFeedConfiguration>(Full.Feeds[3]).Ticks);
    }

    [Fact]
    public void Instruments_become_terms()
    {
        var apple = Full.Feeds[1].Instrument!.ToTerms(3, MarketModel.OrderByOrder, FillModel.Touch);
        Assert.Equal((3U, 10_000_000L, (ushort)2, FillModel.Through),
            (apple.Id, apple.TickSize, apple.FeeScheduleId, apple.FillModel));
        var coin = Full.Feeds[2].Instrument!.ToTerms(3, MarketModel.Depth, FillModel.Touch);
        Assert.Equal((500U, 100_000_000_000L, 50_000_000L, FillModel.Touch, InstrumentKind.Inverse),
            (coin.Id, coin.Multiplier, coin.MarginRate, coin.FillModel, coin.Kind));
        Assert.Equal((Currency.Of("BTC"), MarketModel.Depth), (coin.Currency, coin.MarketModel));
        Assert.Equal((10_000L, (sbyte)-2), (Full.Feeds[3].Instrument!.TickSize, Full.Feeds[3].Instrument!.LotExponent));
    }

    [Fact]
    public void Money()
    {
        Assert.Equal(
            [new DepositConfiguration(Currency.Usd, 1_000_000_250_000), new DepositConfiguration(Currency.Of("BTC"), 500_000)],
            Full.Accounts[0].Deposits.AsEnumerable());
        Assert.Equal(new CurrencyRateConfiguration(Currency.Of("BTC"), Currency.Usd, 60_000_500_000_000), Full.CurrencyRates[0]);
        Assert.Equal(
            new VenueConfiguration { Id = 1, LatencyNanos = 250_000, JitterNanos = 50_000, FillModel = FillModel.Touch },
            Full.Venues[0]);
    }

    [Fact]
    public void Fees_are_in_the_units_of_their_message()
    {
        Assert.Equal((FeeKind.PerUnit, FeeKind.Notional), (Full.Fees[0].Kind, Full.Fees[1].Kind));
        Assert.Equal(new FeeStepConfiguration(0, -2_000, 3_500, 1_000_000, 5_000_000), Assert.Single(Full.Fees[0].Steps));
        Assert.Equal(
            [new FeeStepConfiguration(0, -50_000, 400_000, 0, 0), new FeeStepConfiguration(1_000_000_000_000, -75_000, 350_000, 0, 0)],
            Full.Fees[1].Steps.AsEnumerable());
    }

    [Fact]
    public void Strategies_have_every_parameter_that_they_declare()
    {
        Assert.Equal(
            [new StrategyParameterValue(0, "fastBars", 5), new(1, "slowBars", 30), new(2, "orderLots", 100)],
            Full.Strategies[0].Parameters.AsEnumerable());
        Assert.Equal(("maCrossover", 1U, "maCrossover"),
            (Full.Strategies[0].Kind, Full.Strategies[0].Account, Full.Strategies[0].Name));
        Assert.Equal((0L, StrategyConfiguration.AllInstruments),
            (Full.Strategies[1].BarNanos, Full.Strategies[1].Instruments.Single()));
    }

    [Fact]
    public void Limits_of_every_scope()
    {
        Assert.Equal(new BreachConfiguration(CancelOrders: true, Flatten: true), Full.Risk.OnBreach);
        Assert.Equal(
            [
                new(LimitKind.PriceBand, 100_000_000),
                new(LimitKind.GrossExposureMax, 5_000_000_000_000),
                new RiskLimitConfiguration(LimitKind.OrderRateMax, 1000),
            ],
            Full.Risk.Engine.AsEnumerable());
        Assert.Equal((3U, new RiskLimitConfiguration(LimitKind.DailyLossMax, 1_234_500_000)),
            (Full.Risk.Accounts[0].Key, Assert.Single(Full.Risk.Accounts[0].Value)));
        Assert.Equal((2, 500L), (Full.Risk.Strategies[0].Key, Assert.Single(Full.Risk.Strategies[0].Value).Value));
        Assert.Equal(("AAPL", 2), (Full.Risk.Instruments[0].Key, Full.Risk.Instruments[0].Value.Length));
    }

    [Fact]
    public void Output() => Assert.Equal(
        new OutputConfiguration
        {
            Report = ReportKind.Json, ReportFile = "report.json", OrdersFile = null, LiveView = LiveView.Off,
            RefreshMillis = 1000,
        },
        Full.Output);
}
