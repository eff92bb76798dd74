using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Strategies;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// One session from its configuration to its end: opens the feeds, wires the pipeline, tells it the definitions, lets
/// the market in, closes and drains. Used by one control thread; owns the feeds, the pipeline and the feed's thread.
/// </summary>
internal sealed class EngineSession : IDisposable
{
    private const string Control = "control";
    private const string Market = "market";
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(5);

    private readonly EngineConfiguration _configuration;
    private readonly byte[] _configurationHash;
    private readonly SessionFeeds _feeds;
    private readonly SessionClockFeed _market;
    private readonly FeedPump _pump;
    private readonly MultiProducerSequencer<EngineEvent> _control;
    private readonly CancellationTokenSource _stop = new();
    private AdaptiveWait _wait;
    private Exception? _feedFailure;
    private long _startedAt;

    /// <exception cref="FeedFormatException">A source is not what it should be.</exception>
    public EngineSession(EngineConfiguration configuration, byte[] configurationHash)
    {
        _configuration = configuration;
        _configurationHash = configurationHash;
        _feeds = new SessionFeeds(configuration);
        Stamps = new IngressStamps(configuration.Pipeline.InputRingSlots);
        Tally = new SessionTally(Stamps);
        var seats = configuration.Strategies.Select(strategy =>
            new StrategySeat(strategy.Id, StrategyKinds.Find(strategy.Kind)!.Create())).ToArray();
        Pipeline = new TradingPipeline(OptionsOf(configuration), seats, [Control, Market], WireOutputs);
        _control = Pipeline.ProducerOf(Control);
        _market = new SessionClockFeed(new MergedFeed([.. _feeds.All]));
        _pump = new FeedPump(_market, Pipeline.ProducerOf(Market), PaceOf(configuration.Pipeline), new SystemClock())
        {
            Publishing = Stamps.Note,
        };
    }

    public TradingPipeline Pipeline { get; }

    public SessionTally Tally { get; }

    public IngressStamps Stamps { get; }

    public IReadOnlyList<SessionInstrument> Instruments => _feeds.Instruments;

    public IReadOnlyList<IFeed> Feeds => _feeds.All;

    public bool IsSimulated => _feeds.AreSimulated;

    public EngineConfiguration Configuration => _configuration;

    /// <summary>Inputs of the market published so far. Any thread; a reading.</summary>
    public long Published => _pump.Events;

    /// <summary>Events that the feeds told, by their message. After the end.</summary>
    public long ToldOf(int templateId) => _market.ToldOf(templateId);

    public TimeSpan Elapsed => TimeSpan.FromMicroseconds((IngressStamps.NowNanos() - _startedAt) / 1_000);

    /// <summary>Runs the session to its end, or until it is canceled, and closes it either way.</summary>
    /// <param name="look">Called now and then on the calling thread while the market runs.</param>
    public SessionResult Run(Action look, CancellationToken cancellation)
    {
        using var link = cancellation.Register(_stop.Cancel);
        SessionWarmUp.Run(_configuration, _configurationHash, OptionsOf(_configuration));
        Pipeline.Pipeline.Start();
        _startedAt = IngressStamps.NowNanos();
        // Definitions carry the time of the first event, so that none of the market is before them.
        new SessionDefinitions(_configuration, _configurationHash, Instruments, Publish).PublishAll(_market.PeekNanos());
        var feed = RoleThread.Start("feed", PlacementOf(_configuration.Pipeline.Cores.Feed), RunFeed);
        while (!feed.Join(TimeSpan.FromMilliseconds(_configuration.Output.RefreshMillis))) look();
        if (Pipeline.Pipeline.Failure is null) Close();
        var isDrained = Pipeline.Pipeline.Drain(DrainPatience);
        var nanos = IngressStamps.NowNanos() - _startedAt;
        look();
        return new SessionResult(this, nanos, isDrained, cancellation.IsCancellationRequested, _feedFailure);
    }

    /// <summary>Publishes a command as the control's own input.</summary>
    public void Publish(EngineEvent command)
    {
        var sequence = _control.Claim(1, ref _wait);
        _control[sequence] = command;
        _control.Publish(sequence);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Pipeline.Dispose();
        _feeds.Dispose();
        _stop.Dispose();
    }

    private static PipelineOptions OptionsOf(EngineConfiguration configuration)
    {
        var pipeline = configuration.Pipeline;
        return new PipelineOptions
        {
            Layout = pipeline.Layout,
            Wait = pipeline.Wait,
            MaxBatchSize = Math.Min(pipeline.BatchSizeMax, pipeline.InputRingSlots),
            InputSlots = pipeline.InputRingSlots,
            OutputSlots = pipeline.OutputRingSlots,
            StrategyCore = CoreOf(pipeline.Cores.Strategy),
            RiskCore = CoreOf(pipeline.Cores.Risk),
            MatchingCore = CoreOf(pipeline.Cores.Matching),
            Capacities = configuration.Capacity.ToCapacities(),
        };
    }

    private static FeedPace PaceOf(PipelineConfiguration pipeline) =>
        pipeline.Speed == 0 ? FeedPace.AsFastAsPossible : FeedPace.Times(pipeline.Speed / 1_000_000_000m);

    private static int? CoreOf(int core) => core == CoresConfiguration.Any ? null : core;

    private static ThreadPlacement PlacementOf(int core) =>
        core == CoresConfiguration.Any ? default : new ThreadPlacement { Core = core };

    private void WireOutputs(SingleProducerRing<EngineEvent> output)
    {
        var tally = output.Handler("tally", new TallyHandler(Tally));
        TradingPipeline.Wait(tally, _configuration.Pipeline.Wait);
        if (CoreOf(_configuration.Pipeline.Cores.Output) is { } core) tally.OnCore(core);
    }

    private void RunFeed()
    {
        try
        {
            _pump.Run(_stop.Token);
        }
        catch (RingHaltedException)
        {
            // The pipeline has failed, and says why itself.
        }
        catch (Exception failure) when (failure is FeedFormatException or IOException)
        {
            _feedFailure = failure;
        }
    }

    private void Close()
    {
        var closing = default(EngineEvent);
        closing.Begin<SessionClosing>().TimestampNanos = _pump.LastNanos;
        Publish(closing);
    }
}
