using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Publishing;
using LatencyEngine.Multicast.Sockets;
using LatencyEngine.Multicast.Subscribing;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// Aeron's media driver inside the process: carries publications and subscriptions over UDP. Made and closed by a cold
/// thread; its work is done by agents, on threads of their own or stepped by hand.
/// </summary>
/// <remarks>
/// <code>
/// using var driver = MediaDriver.Start(new MediaDriverOptions());
/// using var publication = driver.AddPublication("aeron:udp?endpoint=127.0.0.1:40123", streamId: 1);
/// publication.Offer("hello"u8);
/// </code>
/// Implements the transport protocol of Aeron 1.52, so that genuine drivers are its peers. Left out: congestion control
/// that measures, name resolution by gossip, response channels, encryption.
/// </remarks>
public sealed class MediaDriver : IDisposable
{
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(2);

    private readonly MediaDriverOptions _options;
    private readonly SenderAgent _sender;
    private readonly ReceiverAgent _receiver;
    private readonly Endpoints _endpoints;
    private readonly DriverCounters _counters;
    private readonly SpySubscriptions _spies;
    private readonly DriverThreads? _threads;
    private readonly AgentInvoker? _invoker;
    private int _nextSessionId;
    private bool _isClosed;

    private MediaDriver(MediaDriverOptions options, bool isByHand)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The protocol is little-endian, and so must be the host.");
        _options = options;
        Counters = options.Counters ?? new CounterRegistry();
        _counters = new DriverCounters(options.Name, Counters);
        _endpoints = new Endpoints(NetworkOf(options), _counters, options.Random.NextInt64());
        _sender = new SenderAgent(options.Name, options.Clock, LetGo);
        _receiver = new ReceiverAgent(options.Name, options.Clock, _counters, LetGo) { Seed = (ulong)options.Random.NextInt64() };
        _spies = new SpySubscriptions(_sender);
        _nextSessionId = options.FirstSessionId ?? options.Random.Next();
        Agent = new CompositeAgent(options.Name, _sender, _receiver);
        if (isByHand)
        {
            _invoker = new AgentInvoker(Agent);
            _invoker.Start();
        }
        else
        {
            _threads = new DriverThreads(options, options.Threading == DriverThreading.Dedicated ? [_sender, _receiver] : [Agent]);
        }
    }

    /// <summary>Positions, NAKs, retransmissions, overruns and errors. Any thread.</summary>
    public CounterRegistry Counters { get; }

    /// <summary>Why the driver's threads have ended by themselves; <c>null</c> while all is well. Any thread.</summary>
    public AgentFailure? Failure => _threads?.Failure ?? _invoker?.Failure;

    private CompositeAgent Agent { get; }

    /// <summary>Starts a driver on threads of its own, as its options say.</summary>
    public static MediaDriver Start(MediaDriverOptions options) => new(options, isByHand: false);

    /// <summary>A driver that does nothing until it is stepped by <see cref="DoWork"/>.</summary>
    public static MediaDriver ByHand(MediaDriverOptions options) => new(options, isByHand: true);

    /// <summary>One duty cycle of a driver made by <see cref="ByHand"/>.</summary>
    /// <returns>How much was done; 0 when there was nothing to do.</returns>
    public int DoWork() => (_invoker ?? throw new InvalidOperationException("The driver runs on threads of its own.")).Invoke();

    /// <summary>How every publication stands. Any cold thread.</summary>
    public IReadOnlyList<OutboundStatus> DescribePublications() => [.. _sender.Streams.Select(stream => stream.Describe())];

    /// <summary>Opens a stream for offering. Any cold thread.</summary>
    /// <param name="channel">For example <c>aeron:udp?endpoint=224.0.1.1:40456|interface=127.0.0.1</c>.</param>
    /// <param name="streamId">Any number, chosen by the application.</param>
    /// <exception cref="ChannelException">The channel makes no sense, or its address cannot be used.</exception>
    public Publication AddPublication(string channel, int streamId)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var uri = ChannelUri.Parse(channel);
        if (uri.IsSpy)
            throw new ChannelException($"Channel '{channel}': aeron-spy reads what this process publishes, and publishes nothing.");
        var parameters = PublicationParameters.Read(uri);
        var endpoint = _endpoints.OpenSending(UdpChannel.Resolve(uri), parameters);
        var stream = OpenStream(endpoint, streamId, parameters);
        // First: it holds the log, which the sender may let go of as soon as it knows it.
        var publication = new Publication(channel, stream, ChangeDestination);
        _sender.Mailbox.Post(() =>
        {
            _sender.Add(stream);
            _endpoints.Keep(endpoint);
            _spies.OnAdded(stream);
        });
        return publication;
    }

    /// <summary>Opens a stream for polling. Any cold thread.</summary>
    /// <param name="channel">As of the publication; <c>aeron-spy:</c> before it reads publications of this driver directly.</param>
    /// <param name="streamId">As of the publication.</param>
    /// <exception cref="ChannelException">The channel makes no sense, or its address cannot be used.</exception>
    public Subscription AddSubscription(string channel, int streamId)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var uri = ChannelUri.Parse(channel);
        var parameters = SubscriptionParameters.Read(uri);
        var resolved = UdpChannel.Resolve(uri);
        if (uri.IsSpy) return _spies.Add(channel, resolved.Canonical, streamId, parameters);
        if (resolved is { ControlMode: ControlMode.Manual, Data: null }) return AddManualSubscription(channel, streamId, parameters);
        var endpoint = _endpoints.OpenReceiving(resolved, parameters);
        var subscription = new Subscription(channel, streamId, Forget, RefuseDestination);
        _receiver.Mailbox.Post(() =>
        {
            var interest = endpoint.InterestIn(streamId) ?? new StreamInterest(streamId, _counters);
            _receiver.Listen(endpoint, interest);
            _endpoints.Keep(endpoint);
            interest.Add(subscription, parameters);
        });
        return subscription;
    }

    /// <summary>Closes all publications and subscriptions, says so to the other side, and stops.</summary>
    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        foreach (var stream in _sender.Streams)
        {
            stream.End(stream.Written.Value);
            stream.Hurry();
        }
        if (_threads is not null) SpinWait.SpinUntil(() => _sender.Streams.Count == 0 || Failure is not null, ClosingPatience);
        _threads?.Dispose();
        _invoker?.Dispose();
    }

    private Subscription AddManualSubscription(string channel, int streamId, SubscriptionParameters parameters)
    {
        var interest = new StreamInterest(streamId, _counters);
        var destinations = new ManualDestinations(_endpoints, _receiver, interest, parameters);
        var subscription = new Subscription(channel, streamId, Forget, destinations.Change);
        _receiver.Mailbox.Post(() => _receiver.Add(interest, subscription, parameters));
        return subscription;
    }

    // Where there is no room for it, or its session is taken, the endpoint is not needed after all.
    private OutboundStream OpenStream(SendEndpoint endpoint, int streamId, PublicationParameters parameters)
    {
        var sessionId = ReserveSession(endpoint, streamId, parameters.SessionId);
        try
        {
            if (sessionId is not { } reserved)
                throw new ChannelException(
                    $"channel '{endpoint.Channel.Text}': session-id={parameters.SessionId} is taken on stream {streamId}");
            var initialTermId = parameters.InitialTermId ?? _options.Random.Next(int.MinValue, int.MaxValue);
            var identity = new StreamIdentity(reserved, streamId, new StreamLayout(initialTermId, parameters.TermLengthBytes));
            return new OutboundStream(endpoint, identity, parameters, _counters);
        }
        catch
        {
            if (sessionId is { } reserved) endpoint.GiveBack(reserved, streamId);
            _sender.Mailbox.Post(() =>
            {
                _endpoints.Keep(endpoint);
                LetGo(endpoint);
            });
            throw;
        }
    }

    private int? ReserveSession(SendEndpoint endpoint, int streamId, int? chosen)
    {
        if (chosen is { } wanted) return endpoint.TryReserve(wanted, streamId) ? wanted : null;
        int sessionId;
        do sessionId = NextSessionId();
        while (!endpoint.TryReserve(sessionId, streamId));
        return sessionId;
    }

    private static INetwork NetworkOf(MediaDriverOptions options)
    {
        options.Disturbance?.Check();
        return options.Disturbance is { } disturbance ? new DisturbedNetwork(options.Network, disturbance) : options.Network;
    }

    private int NextSessionId()
    {
        // From -1 to 1000 are for those who choose a number themselves.
        int sessionId;
        do sessionId = Interlocked.Increment(ref _nextSessionId);
        while (sessionId is >= -1 and <= 1_000);
        return sessionId;
    }

    private void Forget(Subscription subscription)
    {
        _receiver.Mailbox.Post(() => _receiver.Forget(subscription));
        _spies.Forget(subscription);
    }

    private void ChangeDestination(Publication publication, UdpAddress address, bool isAdded)
    {
        var endpoint = publication.Stream.Endpoint;
        if (endpoint.Channel.ControlMode != ControlMode.Manual || endpoint.Destinations is not { } destinations)
            throw new InvalidOperationException(
                $"Channel '{publication.Channel}' has no destinations to change: control-mode=manual was expected.");
        _sender.Mailbox.Post(() =>
        {
            if (isAdded) destinations.Add(in address);
            else destinations.Remove(in address);
        });
    }

    private static void RefuseDestination(Subscription subscription, string channel, bool isAdded) =>
        throw new InvalidOperationException(
            $"Channel '{subscription.Channel}' has one address: control-mode=manual without one was expected.");

    private void LetGo(SendEndpoint endpoint)
    {
        if (_endpoints.LetGo(endpoint)) _sender.Close(endpoint);
    }

    private void LetGo(ReceiveEndpoint endpoint)
    {
        if (_endpoints.LetGo(endpoint)) _receiver.Close(endpoint);
    }
}
