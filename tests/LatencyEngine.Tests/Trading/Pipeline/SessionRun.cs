using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Tests.Runtime.Topology;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Tests.Trading.Pipeline;

/// <summary>A tape run through a pipeline, and what came out of it.</summary>
internal sealed class SessionRun
{
    private readonly List<EngineEvent> _outputs = [];

    public IReadOnlyList<EngineEvent> Outputs => _outputs;

    public SessionEnded Ended => _outputs[^1].As<SessionEnded>();

    public StrategySeat[] Seats { get; } =
    [
        new(SessionTape.Crossover, StrategyKinds.Find("maCrossover")!.Create()),
        new(SessionTape.Maker, StrategyKinds.Find("marketMaker")!.Create()),
        new(SessionTape.Thrower, new ThrowingStrategy()),
        new(SessionTape.Deaf, new DeafStrategy()),
    ];

    /// <summary>On threads, as fast as the rings take it.</summary>
    public static SessionRun Threaded(SessionTape tape, PipelineOptions options)
    {
        var run = new SessionRun();
        Watchdog.Guard(() =>
        {
            using var pipeline = run.Build(options);
            pipeline.Pipeline.Start();
            var producer = pipeline.ProducerOf("test");
            var wait = new AdaptiveWait();
            foreach (var input in tape.Inputs)
            {
                var sequence = producer.Claim(1, ref wait);
                producer[sequence] = input;
                producer.Publish(sequence);
            }

            Assert.True(pipeline.Pipeline.Drain(Watchdog.Limit), pipeline.Pipeline.Failure?.ToString());
        });
        return run;
    }

    /// <summary>All stages on this thread, step by step: the reference that every other run must equal.</summary>
    public static SessionRun ByHand(SessionTape tape)
    {
        var run = new SessionRun();
        using var pipeline = run.Build(new PipelineOptions());
        var producer = pipeline.ProducerOf("test");
        foreach (var input in tape.Inputs)
        {
            Assert.True(producer.TryClaim(out var sequence));
            producer[sequence] = input;
            producer.Publish(sequence);
            while (pipeline.Pipeline.Step() > 0)
            {
            }
        }

        return run;
    }

    private TradingPipeline Build(PipelineOptions options) => new(
        options, Seats, ["test"],
        output => TradingPipeline.Wait(output.Handler("recorder", new Recorder(_outputs)), options.Wait));

    private readonly struct Recorder(List<EngineEvent> outputs) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch) => outputs.Add(e);
    }

    /// <summary>Trades a little, and fails at every thousandth quote.</summary>
    private sealed class ThrowingStrategy : IStrategy
    {
        private int _quotes;

        public IReadOnlyList<ParameterDescription> Parameters => [];

        public void OnAttached(StrategyPort port)
        {
        }

        public void OnQuote(in Quote quote, StrategyPort port)
        {
            if (++_quotes % 1_000 == 0) throw new InvalidOperationException("broken on purpose");
            if (_quotes % 50 == 0 && quote.BidPrice is { } bid)
                port.SubmitLimit(quote.InstrumentId, Side.Buy, 1, bid, TimeInForce.Gtc);
        }
    }

    /// <summary>Orders and never asks what became of it, so that nobody waits for it.</summary>
    private sealed class DeafStrategy : IStrategy
    {
        private int _trades;

        public bool TakesFeedback => false;

        public IReadOnlyList<ParameterDescription> Parameters => [];

        public void OnAttached(StrategyPort port)
        {
        }

        public void OnTrade(in Trade trade, StrategyPort port)
        {
            if (++_trades % 40 == 0) port.SubmitMarket(trade.InstrumentId, trade.Aggressor, 2);
        }
    }
}
