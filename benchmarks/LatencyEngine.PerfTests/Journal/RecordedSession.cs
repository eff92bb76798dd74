using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// A simulated session of the whole pipeline, written into a log as the engine does it: what replays and shipping are
/// measured with. Made once.
/// </summary>
internal sealed class RecordedSession : IDisposable
{
    private const ushort Strategy = 1;
    private const long BarNanos = 1_000_000_000;

    private readonly BenchFolder _folder = new();

    public RecordedSession(long events)
    {
        var market = new SimulationOptions
        {
            Seed = 3, InstrumentCount = 1_000, EventCount = events, EventsPerSecond = 200_000, GapsPerMillion = 0,
            TopOfBookPercent = 50, DepthPercent = 25, OrderByOrderPercent = 25,
        };
        using var log = BenchLog.Open(Folder, Durability.ProcessCrash);
        Nanos = Run(new TradingLoad(market, Strategy, BarNanos), log);
        LastSequence = log.DurableSequence;
        SessionId = log.NextSessionId - 1;
    }

    public string Folder => _folder.Path;

    public ulong SessionId { get; }

    public long LastSequence { get; }

    /// <summary>How long it took to run and to write down.</summary>
    public long Nanos { get; }

    /// <summary>What the pipeline was made with; the same for every replay.</summary>
    public static Capacities Capacities { get; } = new();

    /// <summary>Fresh stages like those that ran, to be moved by hand.</summary>
    public static TradingStages NewStages() => new(Capacities, Seats(), OpenGate.Instance, OpenGate.Instance);

    public static StrategySeat[] Seats() => [new(Strategy, StrategyKinds.Find("maCrossover")!.Create())];

    public void Dispose() => _folder.Dispose();

    private static long Run(TradingLoad load, LogWriter log)
    {
        using var market = new MarketSimulator(load.Market);
        var options = new PipelineOptions { OutputSlots = 1 << 17, EchoesInputs = true, Capacities = Capacities };
        using var pipeline = new TradingPipeline(
            options, Seats(), ["bench"], output => output.BatchHandler("journal", new Handler(log)).InBatchesOf(1 << 14));
        pipeline.Pipeline.Start();
        var producer = pipeline.ProducerOf("bench");
        var wait = new AdaptiveWait();
        var started = Clock.NowNanos();
        var slot = default(EngineEvent);
        foreach (var definition in load.Definitions(market.Instruments)) Publish(definition);
        while (market.TryRead(ref slot) == FeedRead.Event) Publish(slot);
        slot.Begin<SessionClosing>().TimestampNanos = load.Market.StartNanos;
        Publish(slot);
        if (!pipeline.Pipeline.Drain(TimeSpan.FromMinutes(5))) throw new WrongAnswerException(pipeline.Pipeline.ToString());
        return Clock.NowNanos() - started;

        void Publish(in EngineEvent input)
        {
            var sequence = producer.Claim(1, ref wait);
            producer[sequence] = input;
            producer.Publish(sequence);
        }
    }

    private readonly struct Handler(LogWriter log) : IBatchHandler<EngineEvent>
    {
        public void OnBatch(Span<EngineEvent> events, long firstSequence, bool endOfBatch)
        {
            log.Append(events);
            if (endOfBatch) log.Commit();
        }
    }
}
