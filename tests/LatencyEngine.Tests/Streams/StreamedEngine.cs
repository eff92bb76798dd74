using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.Tests.Trading.Pipeline;
using LatencyEngine.Trading;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Tests.Streams;

/// <summary>A publisher on memory, with a clock that a test moves.</summary>
internal sealed class StreamedEngine
{
    public const long Millisecond = 1_000_000;

    /// <summary>Of views that hold a session made by <see cref="RandomSession"/>.</summary>
    public static ViewerLimits Small { get; } = new()
    {
        InstrumentIdEnd = 8, LiveOrders = 256, Positions = 64, Accounts = 4, Currencies = 6, CurrencyRates = 36, Balances = 256,
        Strategies = 8, StrategyParameters = 64, TradingStates = 64, RiskLimits = 64,
    };

    public StreamedEngine(int firstSessionId = 1_000, PublisherOptions? options = null, ManualClock? clock = null)
    {
        Clock = clock ?? new ManualClock(1_700_000_000_000_000_000);
        Events = new MemoryOutlet(StreamIds.Events, firstSessionId);
        Conflated = new MemoryOutlet(StreamIds.Conflated, firstSessionId + 1);
        Snapshots = new MemoryOutlet(StreamIds.Snapshots, firstSessionId + 2);
        Market = new MemoryOutlet(StreamIds.Market, firstSessionId + 3);
        Options = options ?? new PublisherOptions { Capacities = RandomSession.Sizes, SessionId = 7 };
        Publisher = new EnginePublisher(Options, new StreamOutlets(Events, Conflated, Snapshots, Market), Clock);
    }

    public ManualClock Clock { get; }

    public PublisherOptions Options { get; }

    public EnginePublisher Publisher { get; }

    public MemoryOutlet Events { get; }

    public MemoryOutlet Conflated { get; }

    public MemoryOutlet Snapshots { get; }

    public MemoryOutlet Market { get; }

    public IEnumerable<MemoryOutlet> Outlets => [Snapshots, Events, Conflated, Market];

    /// <summary>What an engine puts on its output ring: each input, and what it caused.</summary>
    public static List<EngineEvent> Record(int seed, int inputs)
    {
        var events = new List<EngineEvent>();
        using var pipeline = Wire(seed, events);
        foreach (var input in RandomSession.Record(seed, inputs)) Feed(pipeline, input);
        return events;
    }

    public static TradingPipeline Wire(int seed, List<EngineEvent> events) => new(
        new PipelineOptions { EchoesInputs = true, Capacities = RandomSession.Sizes }, RandomSession.Seats(seed), ["test"],
        output => output.Handler("recorder", new EventRecorder(events)));

    public static void Feed(TradingPipeline pipeline, EngineEvent input)
    {
        var producer = pipeline.ProducerOf("test");
        Assert.True(producer.TryClaim(out var sequence));
        producer[sequence] = input;
        producer.Publish(sequence);
        while (pipeline.Pipeline.Step() > 0)
        {
        }
    }

    public void Publish(EngineEvent e) => Publisher.OnEvent(ref e);

    /// <summary>Lets time pass and the publisher do what is due.</summary>
    public void Pass(long nanos)
    {
        Clock.Advance(nanos);
        Publisher.Step();
    }

    /// <summary>The state that all messages of the events and the conflated stream come to, however late they are told.</summary>
    public EngineView Truth()
    {
        var view = new EngineView(Small with { InstrumentIdEnd = Options.Capacities.InstrumentIdEnd });
        foreach (var message in Events.Sent) view.Apply(message.Bytes);
        foreach (var message in Conflated.Sent) view.Apply(message.Bytes);
        return view;
    }
}
