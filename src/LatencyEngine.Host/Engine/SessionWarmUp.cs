using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Runs a small simulated session before the real one, and throws it away: what a session needs is then compiled, and
/// its threads have slept and woken once, before the first event that counts. Cold; nothing of it is kept.
/// </summary>
internal static class SessionWarmUp
{
    private const string Producer = "warm-up";
    private const int Instruments = 12;
    private const int Events = 6_000;
    private const int EventsPerNap = 1_500;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="options">Of the real pipeline; sizes are made small.</param>
    public static void Run(EngineConfiguration configuration, byte[] configurationHash, PipelineOptions options)
    {
        using var market = new MarketSimulator(new SimulationOptions
        {
            Seed = 1, InstrumentCount = Instruments, EventCount = Events, EventsPerSecond = 2_000, GapsPerMillion = 500,
        });
        var seats = SessionSeats.Of(configuration);
        var small = options with
        {
            InputSlots = 1 << 13, OutputSlots = 1 << 13, MaxBatchSize = Math.Min(options.MaxBatchSize, 1 << 13),
            Capacities = new Capacities
            {
                InstrumentIdEnd = Instruments + 1, Positions = 1_024, LiveOrders = 1_024, BookLevelsPerSide = 256,
                MarketOrders = 8_192, RiskLimits = options.Capacities.RiskLimits, Accounts = options.Capacities.Accounts,
                Strategies = options.Capacities.Strategies, LaneSlots = options.Capacities.LaneSlots,
            },
        };
        using var pipeline = new TradingPipeline(
            small, seats, [Producer], output => TradingPipeline.Wait(output.Handler("forget", default(Forget)), options.Wait));
        pipeline.Pipeline.Start();
        Feed(configuration, configurationHash, market, pipeline.ProducerOf(Producer));
        // A failure of the warm-up is not one of the session: that will fail by itself, with its event.
        pipeline.Pipeline.Drain(Patience);
    }

    private static void Feed(
        EngineConfiguration configuration, byte[] hash, MarketSimulator market, MultiProducerSequencer<EngineEvent> producer)
    {
        var instruments = market.Instruments.Select(terms => new SessionInstrument(terms, 1)).ToArray();
        new SessionDefinitions(configuration, hash, instruments, e => Publish(producer, e)) { ShowsAllToAll = true }
            .PublishAll(new SimulationOptions().StartNanos);
        var slot = default(EngineEvent);
        for (var i = 1; market.TryRead(ref slot) == FeedRead.Event; i++)
        {
            Publish(producer, slot);
            if (i % EventsPerNap == 0) Thread.Sleep(Nap);
        }

        slot.Begin<SessionClosing>();
        Publish(producer, slot);
    }

    private static void Publish(MultiProducerSequencer<EngineEvent> producer, EngineEvent input)
    {
        var wait = new AdaptiveWait();
        var sequence = producer.Claim(1, ref wait);
        producer[sequence] = input;
        producer.Publish(sequence);
    }

    private readonly struct Forget : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
        }
    }
}
