using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Trading;

/// <summary>
/// The trading pipeline: the one place where its topology is written. Made, started and stopped by one cold thread;
/// owns the rings, the stages and their threads.
/// </summary>
/// <remarks>
/// <code>
/// feeds, commands, timers ─▶ input ─▶ strategy ─▶ risk ─▶ matching ─▶ output ─▶ journal ─▶ (whoever reads)
///                                        ▲          │        │
///                                        └──────────┴────────┘ feedback, by input sequence
/// </code>
/// <para>Fused, the three stages run back to back on one thread. Staged, each has its own, and the one that needs to
/// know what earlier inputs caused waits for matching.</para>
/// <para><b>One order.</b> Where a journal is kept, the output ring carries each input before the outputs that it
/// causes, so that what is written down is a function of the inputs too. Who must not run ahead of what is durable
/// follows the journal.</para>
/// <para><b>Determinism.</b> The outputs are a function of the inputs: layout, wait strategy, batch size and speed
/// change nothing, not even a byte.</para>
/// </remarks>
[ColdPath("pipelines are wired at start-up")]
public sealed class TradingPipeline : IDisposable
{
    private readonly MultiProducerRing<EngineEvent> _input;

    /// <param name="options">Layout, waits, sizes.</param>
    /// <param name="seats">The strategies of the session; their definitions come as inputs.</param>
    /// <param name="producers">Names of those who publish inputs.</param>
    /// <param name="wireOutputs">Declares the handlers of the output ring: at least one.</param>
    /// <param name="restored">
    /// Stages that go on where they were left, made with the same seats and capacities; <c>null</c> to begin anew.
    /// </param>
    public TradingPipeline(
        PipelineOptions options, IReadOnlyList<StrategySeat> seats, IReadOnlyList<string> producers,
        Action<SingleProducerRing<EngineEvent>> wireOutputs, TradingStages? restored = null)
    {
        var topology = new TopologyBuilder("trading");
        var isFused = options.Layout == PipelineLayout.Fused;
        var strategyGate = isFused ? OpenGate.Instance : Gate(options.Wait);
        var riskGate = isFused ? OpenGate.Instance : Gate(options.Wait);
        Stages = restored ?? new TradingStages(options.Capacities, seats, strategyGate, riskGate);
        Stages.WaitAt(strategyGate, riskGate);
        Stages.Outputs.EchoesInputs = options.EchoesInputs;
        _input = topology.SharedRing<EngineEvent>("input", options.InputSlots).From([.. producers]);
        var output = topology.Ring<EngineEvent>("output", options.OutputSlots);
        if (isFused) WireFused(options, output);
        else WireStaged(options, output, strategyGate, riskGate);
        wireOutputs(output);
        Pipeline = topology.Build();
    }

    public Pipeline Pipeline { get; }

    /// <summary>The state machine. To be read before the start and after the end; in between it belongs to its threads.</summary>
    public TradingStages Stages { get; }

    /// <summary>Publishes inputs under one of the names given.</summary>
    public MultiProducerSequencer<EngineEvent> ProducerOf(string name) => Pipeline.ProducerOf(_input, name);

    public void Dispose() => Pipeline.Dispose();

    /// <summary>Declares how a handler waits.</summary>
    public static HandlerDeclaration<EngineEvent> Wait(HandlerDeclaration<EngineEvent> handler, WaitKind kind) => kind switch
    {
        WaitKind.BusySpin => handler.WaitingBy(new BusySpinWait()),
        WaitKind.Yielding => handler.WaitingBy(new YieldingWait()),
        WaitKind.BackOffParking => handler.WaitingBy(new BackOffParkingWait()),
        WaitKind.Blocking => handler.WaitingBy(new BlockingWait()),
        _ => handler.WaitingBy(new AdaptiveWait()),
    };

    private static IFeedbackGate Gate(WaitKind kind) => kind switch
    {
        WaitKind.BusySpin => new FeedbackGate<BusySpinWait>(new BusySpinWait()),
        WaitKind.Yielding => new FeedbackGate<YieldingWait>(new YieldingWait()),
        WaitKind.BackOffParking => new FeedbackGate<BackOffParkingWait>(new BackOffParkingWait()),
        WaitKind.Blocking => new FeedbackGate<BlockingWait>(new BlockingWait()),
        _ => new FeedbackGate<AdaptiveWait>(new AdaptiveWait()),
    };

    private void WireFused(PipelineOptions options, SingleProducerRing<EngineEvent> output)
    {
        var trading = _input.Handler("trading", wiring =>
        {
            Stages.Outputs.AttachTo(wiring.ProducerOf(output));
            return new FusedHandler(Stages);
        }).Into(output);
        Place(trading, options, options.StrategyCore);
    }

    private void WireStaged(
        PipelineOptions options, SingleProducerRing<EngineEvent> output, IFeedbackGate strategyGate, IFeedbackGate riskGate)
    {
        var strategy = _input.Handler("strategy", new StrategyStageHandler(Stages));
        var risk = _input.Handler("risk", new RiskStageHandler(Stages)).After(strategy);
        var matching = _input.Handler("matching", wiring =>
        {
            Stages.Outputs.AttachTo(wiring.ProducerOf(output));
            return new MatchingStageHandler(Stages);
        }).After(risk).Into(output);
        strategy.AwaitingFeedbackOf(matching, strategyGate);
        risk.AwaitingFeedbackOf(matching, riskGate);
        Place(strategy, options, options.StrategyCore);
        Place(risk, options, options.RiskCore);
        Place(matching, options, options.MatchingCore);
    }

    private static void Place(HandlerDeclaration<EngineEvent> handler, PipelineOptions options, int? core)
    {
        Wait(handler, options.Wait).InBatchesOf(options.MaxBatchSize);
        if (core is { } number) handler.OnCore(number);
    }
}
