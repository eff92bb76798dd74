using System.Net.Sockets;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Streams.Publishing;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// The streams of one session of the engine: a media driver, four publications and the publisher that follows the
/// journal on the output ring. The control thread; the handler runs on a thread of its own.
/// </summary>
internal sealed class SessionStreams : IDisposable
{
    private const long NapNanos = 200_000;
    private const long NanosPerMilli = 1_000_000;
    private const int EventsPerStep = 1_024;

    private readonly MediaDriver _driver;
    private readonly MulticastConfiguration _settings;
    private readonly Publication _events;
    private readonly List<Publication> _publications = [];

    private SessionStreams(MediaDriver driver, EngineConfiguration configuration, SessionStreamsOptions options)
    {
        _driver = driver;
        _settings = configuration.Multicast;
        _events = Publish(StreamIds.Events);
        var outlets = new StreamOutlets(
            new PublicationOutlet(_events), new PublicationOutlet(Publish(StreamIds.Conflated)),
            new PublicationOutlet(Publish(StreamIds.Snapshots)),
            _settings.SendsMarket ? new PublicationOutlet(Publish(StreamIds.Market)) : null);
        CheckDepth(_settings.DepthLevels, _events.MaxMessageBytes);
        Publisher = new EnginePublisher(
            new PublisherOptions
            {
                Capacities = configuration.Capacity.ToCapacities(),
                SessionId = options.SessionId,
                FirstInputSequence = options.FirstInputSequence,
                IsSimulated = options.IsSimulated,
                ConflationNanos = _settings.ConflationMillis * NanosPerMilli,
                SnapshotNanos = _settings.SnapshotMillis * NanosPerMilli,
                HealthNanos = _settings.HealthMillis * NanosPerMilli,
                DepthLevels = _settings.DepthLevels,
                Stages = [new LatencyStage("tick-to-order", options.TickToOrder)],
                FillHealth = (ref EngineHealth health) =>
                {
                    health.Receivers = (uint)Receivers;
                    options.FillHealth(ref health);
                },
            },
            outlets, new SystemClock());
    }

    public EnginePublisher Publisher { get; }

    public string Channel => _settings.Channel;

    /// <summary>Carries the streams, and may carry others.</summary>
    public MediaDriver Driver => _driver;

    /// <summary>Viewers that listen to the events stream now. Any thread.</summary>
    public int Receivers => _events.ReceiverCount;

    /// <summary>Opens the streams that a configuration wants.</summary>
    /// <param name="notice">Why there are none although they are wanted, for people; else <c>null</c>.</param>
    /// <returns><c>null</c> when none are wanted, or they cannot be opened: a session goes on without.</returns>
    public static SessionStreams? Open(EngineConfiguration configuration, SessionStreamsOptions options, out string? notice)
    {
        notice = null;
        var settings = configuration.Multicast;
        if (!settings.IsUsed) return null;
        MediaDriver? driver = null;
        try
        {
            driver = MediaDriver.Start(new MediaDriverOptions { Name = "streams", Threading = settings.Threads, Idle = settings.Idle });
            return new SessionStreams(driver, configuration, options);
        }
        catch (Exception refused) when (refused is ChannelException or SocketException or NotSupportedException)
        {
            driver?.Dispose();
            notice = $"streams: none, since channel '{settings.Channel}' cannot be used: {refused.Message}";
            return null;
        }
    }

    /// <summary>Lets the publisher know what a session that goes on was told and came to before. Before the pipeline starts.</summary>
    public void Restore(TradingStages stages, Action<Action<EngineEvent>> tellDefinitions)
    {
        tellDefinitions(definition => Publisher.Restore(ref definition));
        new RestoredState(stages, Publisher).Tell();
    }

    /// <summary>Declares the publisher on the output ring.</summary>
    public HandlerDeclaration<EngineEvent> Wire(SingleProducerRing<EngineEvent> output) =>
        output.Handler("publisher", new PublisherHandler(Publisher))
            .WaitingBy(new NappingWait(_settings.Idle == DriverIdle.BackOff ? NapNanos : 0))
            .InBatchesOf(EventsPerStep);

    /// <summary>Ends the streams: what was offered is still sent.</summary>
    public void Dispose()
    {
        foreach (var publication in _publications) publication.Dispose();
        _driver.Dispose();
    }

    // Found out here, and not when the first book is that deep.
    private void CheckDepth(int levels, int messageBytesMax)
    {
        if (EnginePublisher.DepthBytesMax(levels) > messageBytesMax)
            throw new ChannelException(
                $"multicast.depthLevels={levels} does not fit: term-length of '{Channel}' allows messages of {messageBytesMax} bytes");
    }

    private Publication Publish(int streamId)
    {
        var publication = _driver.AddPublication(_settings.Channel, streamId);
        _publications.Add(publication);
        return publication;
    }
}

/// <summary>What the streams must know of their session. Cold, immutable.</summary>
/// <param name="SessionId">Number of the session.</param>
/// <param name="FirstInputSequence">Of the first input that comes.</param>
/// <param name="IsSimulated">The market is made up.</param>
/// <param name="TickToOrder">Recorded into by the thread of the tally.</param>
/// <param name="FillHealth">Adds what the session knows.</param>
internal sealed record SessionStreamsOptions(
    ulong SessionId, long FirstInputSequence, bool IsSimulated, LatencyRecorder TickToOrder, HealthFiller FillHealth);
