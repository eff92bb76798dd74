using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Viewer.Following;

/// <summary>
/// Follows an engine over its streams: the state is in <see cref="View"/>, as of the last <see cref="Poll()"/>. Made, polled
/// and closed by one thread of the caller's; owns its subscriptions and, unless one was given, its media driver.
/// </summary>
/// <remarks>
/// The engine does not know its viewers and never waits for them: one that polls too seldom loses messages, finds that
/// out, and takes the next snapshot. The snapshots stream is listened to only while one is needed.
/// </remarks>
public sealed class EngineViewer : IDisposable
{
    private readonly ViewerOptions _options;
    private readonly MediaDriver _driver;
    private readonly EngineFollower _follower;
    private readonly Subscription _events;
    private readonly Subscription? _conflated;
    private readonly Subscription? _market;
    private Subscription? _snapshots;

    private EngineViewer(ViewerOptions options, MediaDriver driver)
    {
        _options = options;
        _driver = driver;
        _follower = new EngineFollower(options.Following, options.Clock);
        _events = Listen(StreamIds.Events);
        if (options.Following.Market != MarketStream.None) _conflated = Listen(StreamIds.Conflated);
        if (options.Following.Market == MarketStream.EveryUpdate) _market = Listen(StreamIds.Market);
    }

    /// <summary>Listens on a channel.</summary>
    /// <exception cref="Multicast.Channels.ChannelException">The channel makes no sense, or cannot be used.</exception>
    public static EngineViewer Connect(ViewerOptions options)
    {
        if (options.Driver is { } driver) return new EngineViewer(options, driver);
        var own = MediaDriver.Start(new MediaDriverOptions { Name = "viewer" });
        try
        {
            return new EngineViewer(options, own);
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>The engine as it is known; to be read between polls.</summary>
    public EngineView View => _follower.View;

    public ViewerState State => _follower.State;

    /// <inheritdoc cref="EngineFollower.SilenceNanos"/>
    public long? SilenceNanos => _follower.SilenceNanos;

    /// <inheritdoc cref="EngineFollower.LagNanos"/>
    public long? LagNanos => _follower.LagNanos;

    /// <summary>Gaps, resynchronizations and sequences.</summary>
    public EngineFollower Follower => _follower;

    /// <summary>Takes what has come. Never waits.</summary>
    /// <returns>Fragments taken; 0 when there was nothing, and the caller may rest.</returns>
    public int Poll()
    {
        // Snapshots first: the beginning of one tells which conflated stream belongs to the engine.
        var taken = PollSnapshots();
        taken += Poll(_events);
        if (_conflated is not null) taken += Poll(_conflated);
        if (_market is not null) taken += Poll(_market);
        _follower.OnTime();
        return taken;
    }

    /// <summary>Polls until the view is live, or the time is over.</summary>
    /// <returns>Whether it is live.</returns>
    public bool AwaitLive(TimeSpan patience)
    {
        var until = _options.Clock.MonotonicNanos() + (long)patience.TotalNanoseconds;
        while (State != ViewerState.Live && _options.Clock.MonotonicNanos() < until)
            if (Poll() == 0) Thread.Sleep(1);
        return State == ViewerState.Live;
    }

    public void Dispose()
    {
        _snapshots?.Dispose();
        _market?.Dispose();
        _conflated?.Dispose();
        _events.Dispose();
        if (_options.Driver is null) _driver.Dispose();
    }

    private int PollSnapshots()
    {
        if (_follower.WantsSnapshots) _snapshots ??= Listen(StreamIds.Snapshots);
        var taken = _snapshots is null ? 0 : Poll(_snapshots);
        if (_follower.WantsSnapshots || _snapshots is null) return taken;
        _snapshots.Dispose();
        _snapshots = null;
        return taken;
    }

    private int Poll(Subscription subscription)
    {
        var handler = new FollowingHandler(_follower);
        return subscription.Poll(ref handler, _options.FragmentsPerPoll);
    }

    private Subscription Listen(int streamId)
    {
        var subscription = _driver.AddSubscription(_options.Channel, streamId);
        subscription.ImageUnavailable = image => _follower.OnGone(streamId, image.SessionId);
        return subscription;
    }

    /// <summary>Hands what is polled to the follower.</summary>
    private readonly struct FollowingHandler(EngineFollower follower) : IFragmentHandler
    {
        public void OnFragment(ReadOnlySpan<byte> payload, in FragmentHeader header) =>
            follower.OnMessage(header.StreamId, header.SessionId, header.ReservedValue, payload);
    }
}
