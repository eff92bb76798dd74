using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Strategies;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>
/// How many inputs a second go through the whole pipeline: the simulator makes them on one core, strategy, risk and
/// matching handle them on the other.
/// </summary>
internal static class Throughput
{
    private const ushort Strategy = 1;

    /// <summary>One session; the market is made while it runs.</summary>
    public static ThroughputSample Run(TradingLoad load, string strategyKind, PipelineLayout layout, int[] cores)
    {
        using var market = new MarketSimulator(load.Market);
        var seat = new StrategySeat(Strategy, StrategyKinds.Find(strategyKind)!.Create());
        var counter = new Counter();
        var options = new PipelineOptions
        {
            Layout = layout, StrategyCore = layout == PipelineLayout.Fused ? cores[1] : null, OutputSlots = 1 << 17,
        };
        using var pipeline = new TradingPipeline(
            options, [seat], ["bench"], output => output.Handler("count", new CountHandler(counter)));
        pipeline.Pipeline.Start();
        var producer = pipeline.ProducerOf("bench");
        var wait = new AdaptiveWait();
        foreach (var definition in load.Definitions(market.Instruments)) Publish(producer, ref wait, in definition);

        var started = Clock.NowNanos();
        var inputs = 0L;
        while (true)
        {
            var sequence = producer.Claim(1, ref wait);
            if (market.TryRead(ref producer[sequence]) != FeedRead.Event)
            {
                producer[sequence].Begin<SessionClosing>().TimestampNanos = load.Market.StartNanos;
                producer.Publish(sequence);
                break;
            }

            producer.Publish(sequence);
            inputs++;
        }

        if (!pipeline.Pipeline.Drain(TimeSpan.FromMinutes(2))) throw new WrongAnswerException(pipeline.Pipeline.ToString());
        var nanos = Clock.NowNanos() - started;
        if (counter.Ended is not { } ended) throw new WrongAnswerException("the session did not end");
        return new ThroughputSample(inputs, nanos, counter.Orders, ended.StateHash, pipeline.Stages.Allocations.Bytes);
    }

    private static void Publish(MultiProducerSequencer<EngineEvent> producer, ref AdaptiveWait wait, in EngineEvent input)
    {
        var sequence = producer.Claim(1, ref wait);
        producer[sequence] = input;
        producer.Publish(sequence);
    }

    private sealed class Counter
    {
        public long Orders { get; set; }

        public SessionEnded? Ended { get; set; }
    }

    private readonly struct CountHandler(Counter counter) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            if (e.Is<OrderAccepted>()) counter.Orders++;
            else if (e.Is<SessionEnded>()) counter.Ended = e.As<SessionEnded>();
        }
    }
}

/// <summary>One run and what proves that it did its work.</summary>
internal sealed record ThroughputSample(long Inputs, long Nanos, long Orders, ulong StateHash, long AllocatedBytes)
{
    public double MillionPerSecond => Inputs * 1e3 / Nanos;
}
