using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Trading;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// One session from its configuration to its end: opens the feeds, wires the pipeline, tells it the definitions, lets
/// the market in, closes and drains. Used by one control thread; owns the feeds, the pipeline and the feed's thread.
/// </summary>
/// <remarks>
/// <b>Going on.</b> A session that was cut off starts from the state that the journal leads to: what it was told before
/// is not told again, and its feeds are read again up to where they were.
/// <b>Durability.</b> Whoever reads the outputs follows the journal: nothing is counted, shown or acknowledged that
/// would not be there after a crash.
/// </remarks>
internal sealed class EngineSession : IDisposable
{
    private const string Control = "control";
    private const string Market = "market";
    private static readonly TimeSpan DrainPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GiveUpEvery = TimeSpan.FromMilliseconds(200);

    private readonly EngineConfiguration _configuration;
    private readonly byte[] _configurationHash;
    private readonly SessionFeeds _feeds;
    private readonly SessionDefinitions _definitions;
    private readonly SessionClockFeed _market;
    private readonly FeedPump _pump;
    private readonly MultiProducerSequencer<EngineEvent> _control;
    private readonly CancellationTokenSource _stop = new();
    private readonly OrderTap? _tap;
    private readonly SessionCommands? _commands;
    private AdaptiveWait _wait;
    private long _definitionsBefore;
    private Exception? _feedFailure;
    private long _startedAt;
    private bool _isDriverFailureTold;

    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="journal">Where the session is written down; the caller's. <c>null</c> for nowhere.</param>
    /// <exception cref="FeedFormatException">A source is not what it should be.</exception>
    public EngineSession(ConfigurationResult loaded, SessionJournal? journal = null)
    {
        _configuration = loaded.Configuration!;
        _configurationHash = [.. loaded.DecisionHash];
        Journal = journal;
        _commands = SessionCommands.Prepare(_configuration, journal); // Refuses a bad key file before anything is open.
        _feeds = new SessionFeeds(_configuration);
        Stamps = new IngressStamps(_configuration.Pipeline.InputRingSlots);
        Tally = new SessionTally(Stamps);
        Streams = SessionStreams.Open(_configuration, StreamsOptions(), out var notice);
        if (notice is not null) Console.Error.WriteLine(notice);
        if (_configuration.Output.OrdersFile is { } orders) _tap = new OrderTap(orders, journal);
        var before = journal?.Before;
        Pipeline = new TradingPipeline(Options(), SessionSeats.Of(_configuration), Producers(), WireOutputs, before?.Stages);
        if (before is not null) GoOn(before);
        _commands?.Attach(Pipeline, Streams);
        _control = Pipeline.ProducerOf(Control);
        _market = new SessionClockFeed(new MergedFeed([.. _feeds.All]));
        _pump = new FeedPump(_market, Pipeline.ProducerOf(Market), PaceOf(_configuration.Pipeline), new SystemClock())
        {
            Publishing = Stamps.Note,
            PublishedBefore = before?.FeedInputs ?? 0,
            LastPublishedBefore = before?.LastFeedInput ?? default,
        };
        _definitions = new SessionDefinitions(_configuration, _configurationHash, Instruments, PublishDefinition)
        {
            SessionId = journal?.Head.SessionId ?? _configuration.Session.Id,
        };
        _definitionsBefore = before?.Definitions ?? 0;
        if (before is not null) Streams?.Restore(before.Stages, TellDefinitions);
    }

    /// <summary><c>null</c> when none is kept.</summary>
    public SessionJournal? Journal { get; }

    /// <summary><c>null</c> when viewers are told nothing.</summary>
    public SessionStreams? Streams { get; }

    /// <summary><c>null</c> when none are taken.</summary>
    public SessionCommands? Commands => _commands;

    /// <summary>Inputs of the session that were handled before a restart.</summary>
    public long InputsBefore => Pipeline.Stages.FirstInputSequence;

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
        using var patience = new Timer(_ => GiveUpWhenCanceled(cancellation), null, GiveUpEvery, GiveUpEvery);
        SessionWarmUp.Run(_configuration, _configurationHash, Options());
        _commands?.Open();
        Journal?.Start();
        Pipeline.Pipeline.Start();
        _startedAt = IngressStamps.NowNanos();
        // Definitions carry the time of the first event, so that none of the market is before them.
        _definitions.PublishAll(_market.PeekNanos());
        _commands?.Start();
        var feed = RoleThread.Start("feed", PlacementOf(_configuration.Pipeline.Cores.Feed), RunFeed);
        while (!feed.Join(TimeSpan.FromMilliseconds(_configuration.Output.RefreshMillis))) Look(look);
        _commands?.Stop();
        Close();
        var isDrained = Pipeline.Pipeline.Drain(DrainPatience);
        var nanos = IngressStamps.NowNanos() - _startedAt;
        look();
        Journal?.End(Pipeline.Pipeline.Failure?.Cause, cancellation);
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
        _commands?.Dispose();
        Pipeline.Dispose();
        Streams?.Dispose();
        _tap?.Dispose();
        _feeds.Dispose();
        _stop.Dispose();
    }

    private SessionStreamsOptions StreamsOptions() => new(
        Journal?.Head.SessionId ?? _configuration.Session.Id, Journal?.Before?.Inputs ?? 0, _feeds.AreSimulated,
        Tally.RecentTickToOrder, FillHealth);

    // The publisher's thread: nothing is read but what any thread may.
    private void FillHealth(ref EngineHealth health)
    {
        var handled = Math.Max(0, (long)health.Inputs - InputsBefore);
        health.InputBacklog = (ulong)Math.Max(0, _control.LastClaimed + 1 - handled);
        if (Journal is not { } journal) return;
        health.JournalSequence = (ulong)journal.LastSequence;
        health.DurableSequence = (ulong)journal.DurableSequence;
        health.StoreSequence = (ulong)journal.ShippedSequence;
    }

    private void TellDefinitions(Action<EngineEvent> tell) =>
        new SessionDefinitions(_configuration, _configurationHash, Instruments, tell) { SessionId = _definitions.SessionId }
            .PublishAll(Pipeline.Stages.Outputs.NowNanos);

    private void GoOn(ResumePoint before)
    {
        var stages = Pipeline.Stages;
        stages.FirstInputSequence = before.Inputs;
        Tally.Resume(stages.Outputs.Hash, stages.Outputs.Count, before.Inputs);
    }

    // What the journal has already was told before a restart: the restored state knows it.
    private void PublishDefinition(EngineEvent definition)
    {
        if (_definitionsBefore > 0) _definitionsBefore--;
        else Publish(definition);
    }

    private void Look(Action look)
    {
        look();
        TellDriverFailure();
        if (Journal?.Tend() is not { } command) return;
        if (!_control.TryClaim(out var sequence)) return; // The next look tries again.
        _control[sequence] = command;
        _control[sequence].TimestampNanos = _pump.LastNanos;
        _control.Publish(sequence);
        Journal.Told();
    }

    // The session goes on without its streams and commands, yet not in silence. A gate tells of itself.
    private void TellDriverFailure()
    {
        if (_isDriverFailureTold || Streams?.Driver.Failure is not { } failure) return;
        _isDriverFailureTold = true;
        Console.Error.WriteLine($"streams: nothing is sent or received any more: {failure.RoleName}: {failure.Cause.Message}");
    }

    // Whoever ends a session does not wait for room on a full disk: what waits was never acknowledged.
    private void GiveUpWhenCanceled(CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested) return;
        Journal?.GiveUpOnRoom();
        _tap?.Stop();
    }

    private string[] Producers() =>
        _commands is null ? [Control, Market] : [Control, Market, SessionCommands.Producer];

    private PipelineOptions Options() =>
        _configuration.Pipeline.ToOptions(_configuration.Capacity) with
        {
            EchoesInputs = Journal is not null || Streams is not null,
        };

    private static FeedPace PaceOf(PipelineConfiguration pipeline) =>
        pipeline.Speed == 0 ? FeedPace.AsFastAsPossible : FeedPace.Times(pipeline.Speed / 1_000_000_000m);

    private static ThreadPlacement PlacementOf(int core) => new() { Core = CoresConfiguration.Of(core) };

    private void WireOutputs(SingleProducerRing<EngineEvent> output)
    {
        var tally = output.Handler("tally", new TallyHandler(Tally));
        TradingPipeline.Wait(tally, _configuration.Pipeline.Wait);
        var journal = Journal is null ? null : WireJournal(output, Journal);
        if (journal is not null) tally.After(journal);
        if (_tap is not null) Wire(output.Handler("orders", new TapHandler(_tap)), journal);
        // With streams, the publisher shows the gate what became of commands.
        if (_commands is not null && Streams is null) Wire(output.Handler("answers", new SessionCommandsHandler(_commands)), journal);
        if (Streams?.Wire(output) is { } publisher && journal is not null) publisher.After(journal);
        if (CoresConfiguration.Of(_configuration.Pipeline.Cores.Output) is { } core) tally.OnCore(core);
    }

    private void Wire(HandlerDeclaration<EngineEvent> handler, HandlerDeclaration<EngineEvent>? journal)
    {
        TradingPipeline.Wait(handler, _configuration.Pipeline.Wait);
        if (journal is not null) handler.After(journal);
    }

    private HandlerDeclaration<EngineEvent> WireJournal(SingleProducerRing<EngineEvent> output, SessionJournal journal)
    {
        var writer = output.BatchHandler("journal", journal.Handler);
        // As much as there is, for one flush; yet the engine fills one half of the ring while the other is written.
        TradingPipeline.Wait(writer, _configuration.Pipeline.Wait).InBatchesOf(_configuration.Pipeline.OutputRingSlots / 2);
        if (CoresConfiguration.Of(_configuration.Pipeline.Cores.Journal) is { } core) writer.OnCore(core);
        return writer;
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
        try
        {
            if (Pipeline.Pipeline.Failure is null) Publish(closing);
        }
        catch (RingHaltedException)
        {
            // The pipeline has failed, and says why itself.
        }
    }
}
