using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Strategies;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Books;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Tests.Trading.RealData;

/// <summary>
/// The whole pipeline on the thread of the test: every input is handled to its end before the next one, so that the
/// engine's own tables can be looked at in between.
/// </summary>
internal sealed class HandDrivenEngine : IDisposable
{
    public const uint Account = 1;
    private const string Producer = "test";

    private readonly TradingPipeline _pipeline;
    private readonly MultiProducerSequencer<EngineEvent> _producer;
    private readonly long[] _counts = new long[256];

    /// <param name="strategies">Get the ids from 1.</param>
    public HandDrivenEngine(params IStrategy[] strategies)
    {
        var seats = strategies.Select((strategy, i) => new StrategySeat((ushort)(i + 1), strategy)).ToArray();
        _pipeline = new TradingPipeline(
            new PipelineOptions
            {
                InputSlots = 64, OutputSlots = 4_096,
                Capacities = new Capacities { BookLevelsPerSide = 8_192 }, // The deepest recording has more than 2 048.
            },
            seats, [Producer],
            output => output.Handler("looker", new Looker(this)));
        _producer = _pipeline.ProducerOf(Producer);
    }

    public delegate void Fill<T>(ref T message);

    public delegate void Look(ref EngineEvent output);

    /// <summary>Sees every output.</summary>
    public Look? OutputSeen { get; set; }

    public MarketBooks Books => _pipeline.Stages.Matching.Books;

    public long InvalidUpdates => _pipeline.Stages.Matching.InvalidUpdates;

    public static IStrategy NewMarketMaker() => StrategyKinds.Find("marketMaker")!.Create();

    public long CountOf(int templateId) => _counts[templateId];

    /// <summary>Hands over one input and waits for all that it causes.</summary>
    public void Tell(in EngineEvent input)
    {
        Assert.True(_producer.TryClaim(out var sequence));
        _producer[sequence] = input;
        _producer.Publish(sequence);
        while (_pipeline.Pipeline.Step() > 0)
        {
        }
    }

    public void Tell<T>(Fill<T> fill, long nanos = 0)
        where T : unmanaged, ISbeMessage<T>
    {
        var slot = default(EngineEvent);
        fill(ref slot.Begin<T>());
        slot.TimestampNanos = nanos;
        Tell(slot);
    }

    /// <summary>Account, instrument, and strategies that all see it, with bars of the kinds given.</summary>
    public void Open(InstrumentTerms terms, params (ushort Strategy, BarKind Kind, long Nanos)[] subscriptions)
    {
        Tell((ref AccountDefinition account) => (account.AccountId, account.Currency) = (Account, terms.Currency.Code));
        Tell((ref Deposit deposit) =>
            (deposit.AccountId, deposit.Currency, deposit.Amount) = (Account, terms.Currency.Code, 1_000_000_000_000));
        var slot = default(EngineEvent);
        terms.WriteTo(ref slot, 0);
        Tell(slot);
        foreach (var (id, kind, nanos) in subscriptions)
        {
            Tell((ref StrategyDefinition strategy) => (strategy.StrategyId, strategy.AccountId) = (id, Account));
            Tell((ref StrategySubscription wish) =>
                (wish.StrategyId, wish.InstrumentId, wish.BarKind, wish.BarNanos) = (id, terms.Id, kind, nanos));
        }

        Tell((ref SessionOpened opened) => opened.Seed = 1);
    }

    public void Dispose() => _pipeline.Dispose();

    private readonly struct Looker(HandDrivenEngine engine) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            engine._counts[e.TemplateId]++;
            engine.OutputSeen?.Invoke(ref e);
        }
    }
}
