using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// The subscriptions to one stream of a channel, and the publications heard of it. The receiver's thread. Hears at most
/// <see cref="StreamsMax"/> publications at a time: whoever can send to a socket could otherwise use up all memory.
/// </summary>
internal sealed class StreamInterest(int streamId, DriverCounters counters)
{
    public const int StreamsMax = 64;

    /// <summary>Most memory for all of them together: enough for the default term length, or for one stream with the longest.</summary>
    public const long LogBytesMax = 4L << 30;

    private readonly Dictionary<int, InboundStream> _streams = [];
    private readonly Dictionary<int, long> _askedNanos = [];
    private readonly HashSet<int> _blocked = [];
    private readonly List<(Subscription Subscription, SubscriptionParameters Parameters)> _subscriptions = [];

    public int StreamId { get; } = streamId;

    /// <summary>Where it listens.</summary>
    public List<ReceiveEndpoint> Endpoints { get; } = [];

    public bool IsEmpty => _subscriptions.Count == 0 && _streams.Count == 0;

    public Dictionary<int, InboundStream>.ValueCollection Streams => _streams.Values;

    public void Add(Subscription subscription, SubscriptionParameters parameters)
    {
        _subscriptions.Add((subscription, parameters));
        foreach (var stream in _streams.Values)
            if (Wants(parameters, stream.SessionId)) stream.Join(subscription, parameters);
    }

    public void Remove(Subscription subscription)
    {
        _subscriptions.RemoveAll(entry => entry.Subscription == subscription);
        foreach (var stream in _streams.Values) stream.Leave(subscription);
    }

    /// <summary>A checked data packet or heartbeat.</summary>
    public unsafe void OnData(ReceiveEndpoint endpoint, ref Datagram datagram, int advanceBytes, long nowNanos)
    {
        ref readonly var header = ref *(DataHeader*)datagram.Bytes;
        if (_streams.TryGetValue(header.SessionId, out var stream))
        {
            stream.OnHeard(endpoint, endpoint.AnswerAddress(in datagram.Address), nowNanos);
            stream.OnData(datagram.Bytes, datagram.LengthBytes, advanceBytes, nowNanos);
            return;
        }
        if ((header.Head.Flags & FrameFlags.EndOfStream) != 0 || !IsWanted(header.SessionId)) return;
        if (!MayAsk(header.SessionId, nowNanos)) return;
        endpoint.AskForSetup(endpoint.AnswerAddress(in datagram.Address), header.SessionId, StreamId);
        counters.SetupsAsked.Increment();
    }

    /// <summary>A sender introduces its stream.</summary>
    public unsafe void OnSetup(ReceiveEndpoint endpoint, ref Datagram datagram, ulong seed, long nowNanos)
    {
        ref readonly var setup = ref *(SetupFrame*)datagram.Bytes;
        if (_streams.ContainsKey(setup.SessionId) || !IsWanted(setup.SessionId)) return;
        var parameters = ParametersFor(setup.SessionId);
        var origin = new StreamOrigin(endpoint.Channel.IsMulticast, seed, nowNanos);
        var stream = IsSound(in setup, parameters) && HasRoom(setup.TermLength) ? TryOpen(in setup, parameters, origin) : null;
        if (stream is null)
        {
            counters.SetupsRefused.Increment();
            return;
        }
        _streams.Add(setup.SessionId, stream);
        _askedNanos.Remove(setup.SessionId);
        stream.OnHeard(endpoint, endpoint.AnswerAddress(in datagram.Address), nowNanos);
        foreach (var entry in _subscriptions)
            if (Wants(entry.Parameters, setup.SessionId)) stream.Join(entry.Subscription, entry.Parameters);
        stream.DoWork(nowNanos); // The first status message lets the sender begin.
    }

    /// <summary>Now and then: streams end.</summary>
    public void OnTime(long nowNanos)
    {
        foreach (var stream in _streams.Values)
        {
            stream.OnTime(nowNanos);
            if (stream.IsDone) Forget(stream);
        }
        foreach (var (sessionId, askedNanos) in _askedNanos)
            if (nowNanos - askedNanos > ProtocolTimes.PendingSetupNanos) _askedNanos.Remove(sessionId);
    }

    public void Abandon()
    {
        foreach (var stream in _streams.Values)
        {
            stream.Abandon();
            stream.Release();
        }
        _streams.Clear();
    }

    private bool HasRoom(int termBytes)
    {
        var bytes = (long)termBytes * StreamLayout.PartitionCount;
        foreach (var stream in _streams.Values) bytes += stream.LogBytes;
        return _streams.Count < StreamsMax && bytes <= LogBytesMax;
    }

    // What a setup asks for may be more than there is: that is refused, and is no reason to stop.
    private InboundStream? TryOpen(in SetupFrame setup, SubscriptionParameters parameters, StreamOrigin origin)
    {
        try
        {
            return new InboundStream(in setup, parameters, origin, counters);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool Wants(SubscriptionParameters parameters, int sessionId) =>
        parameters.SessionId is not { } only || only == sessionId;

    private static bool IsSound(in SetupFrame setup, SubscriptionParameters parameters) =>
        StreamLayout.IsTermLength(setup.TermLength)
        && setup.TermOffset >= 0 && setup.TermOffset <= setup.TermLength
        && setup.TermOffset % StreamLayout.FrameAlignment == 0
        && unchecked(setup.ActiveTermId - setup.InitialTermId) >= 0
        && setup.Mtu is >= PublicationParameters.MtuBytesMin and <= PublicationParameters.MtuBytesMax
        && setup.Mtu <= parameters.ReceiverWindowBytes;

    private bool IsWanted(int sessionId)
    {
        if (_blocked.Contains(sessionId)) return false;
        foreach (var entry in _subscriptions)
            if (Wants(entry.Parameters, sessionId)) return true;
        return false;
    }

    // The first subscription that wants it decides on window and repair.
    private SubscriptionParameters ParametersFor(int sessionId)
    {
        foreach (var entry in _subscriptions)
            if (Wants(entry.Parameters, sessionId)) return entry.Parameters;
        throw new InvalidOperationException($"Nobody wants session {sessionId}.");
    }

    // Once a second for each session, and for no more of them than would be heard.
    private bool MayAsk(int sessionId, long nowNanos)
    {
        if (_askedNanos.TryGetValue(sessionId, out var askedNanos))
        {
            if (nowNanos - askedNanos < ProtocolTimes.PendingSetupNanos) return false;
        }
        else if (_askedNanos.Count == StreamsMax)
        {
            return false;
        }
        _askedNanos[sessionId] = nowNanos;
        return true;
    }

    private void Forget(InboundStream stream)
    {
        _streams.Remove(stream.SessionId);
        stream.Release();
        if (_blocked.Count < StreamsMax && _subscriptions.Any(entry => !entry.Parameters.RejoinsStreams)) _blocked.Add(stream.SessionId);
    }
}
