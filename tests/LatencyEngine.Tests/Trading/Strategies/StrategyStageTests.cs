using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Tests.Trading.RealData;

namespace LatencyEngine.Tests.Trading.Strategies;

/// <summary>Who is attached to which account, and what a seat is told how often.</summary>
public sealed class StrategyStageTests
{
    private const long Unit = 1_000_000_000;
    private const uint Account = HandDrivenEngine.Account;

    private static readonly InstrumentTerms Instrument = new()
    {
        Id = 1, Symbol = "I", TickSize = Unit, MarketModel = MarketModel.TopOfBook, Kind = InstrumentKind.Spot,
    };

    private long _now = Unit;

    [Fact]
    public void A_strategy_of_an_unknown_account_is_refused_once_and_stays_out()
    {
        var strategy = new ListeningStrategy();
        using var engine = new HandDrivenEngine(strategy);
        var refusals = new List<RejectReason>();
        engine.OutputSeen = (ref EngineEvent output) =>
        {
            if (output.Is<CommandRejected>()) refusals.Add(output.As<CommandRejected>().RejectReason);
        };
        engine.Tell((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (1, 70_000));
        engine.Tell((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (1, 9));
        Assert.Equal(0, strategy.Attachments);
        Assert.Equal([RejectReason.UnknownAccount, RejectReason.UnknownAccount], refusals);
    }

    [Fact]
    public void A_strategy_joins_when_its_account_is_known()
    {
        var strategy = new ListeningStrategy();
        using var engine = new HandDrivenEngine(strategy);
        engine.Tell((ref StrategyDefinition d) => (d.StrategyId, d.AccountId) = (1, Account));
        engine.Open(Instrument, (1, BarKind.Mid, 0));
        Quote(engine);
        Assert.Equal((1, 1), (strategy.Attachments, strategy.Quotes));
    }

    [Fact]
    public void Who_subscribes_again_is_told_once_and_gets_all_its_bars()
    {
        var strategy = new ListeningStrategy();
        using var engine = new HandDrivenEngine(strategy);
        engine.Open(
            Instrument, (1, BarKind.Mid, 0), (1, BarKind.Mid, Unit), (1, BarKind.Mid, Unit), (1, BarKind.Mid, 2 * Unit));
        Quote(engine);
        Assert.Equal((1, 0), (strategy.Quotes, strategy.BarMiddles.Count));
        _now += 2 * Unit;
        Quote(engine);
        Assert.Equal((2, 2), (strategy.Quotes, strategy.BarMiddles.Count));
    }

    [Fact]
    public void A_strategy_that_becomes_ready_with_a_bar_does_not_spoil_it_for_the_next()
    {
        var (one, other) = (new ListeningStrategy(barsNeeded: 1), new ListeningStrategy(barsNeeded: 1));
        using var engine = new HandDrivenEngine(one, other);
        engine.Open(Instrument, (1, BarKind.Mid, Unit), (2, BarKind.Mid, Unit));
        Quote(engine);
        _now += Unit;
        Quote(engine);
        Assert.Equal([100 * Unit], one.BarMiddles);
        Assert.Equal(one.BarMiddles, other.BarMiddles);
    }

    private void Quote(HandDrivenEngine engine) => engine.Tell(
        (ref Quote q) => (q.InstrumentId, q.BidPriceRaw, q.BidQuantity, q.AskPriceRaw, q.AskQuantity) =
            (1, 99 * Unit, 10, 101 * Unit, 10), _now);

    private sealed class ListeningStrategy(long barsNeeded = 0) : IStrategy
    {
        public int Attachments { get; private set; }

        public int Quotes { get; private set; }

        public List<long> BarMiddles { get; } = [];

        public IReadOnlyList<ParameterDescription> Parameters => [];

        public void OnAttached(StrategyPort port) => Attachments++;

        public void OnStarted(StrategyPort port) => port.ReportHistory(0, barsNeeded);

        public void OnQuote(in Quote quote, StrategyPort port) => Quotes++;

        public void OnBar(in BarClosed bar, StrategyPort port)
        {
            BarMiddles.Add(bar.Close);
            port.ReportHistory(BarMiddles.Count, barsNeeded);
        }
    }
}
