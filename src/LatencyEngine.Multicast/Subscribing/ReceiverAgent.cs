using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// Takes in all streams of a driver and answers their senders. An agent on the driver's thread, or on one of its own;
/// owns the endpoints, the streams and the memory into which datagrams come.
/// </summary>
internal sealed unsafe class ReceiverAgent : IAgent
{
    private const int BatchDatagrams = 32;

    /// <summary>Longest that UDP carries; memory that is never written is never backed.</summary>
    private const int DatagramBytesMax = 65_536;

    /// <summary>So that a flood on one socket does not starve streams and timers.</summary>
    private const int BatchesPerCycle = 2;

    private const long TimerIntervalNanos = 10_000_000;

    private readonly string _name;
    private readonly IClock _clock;
    private readonly DriverCounters _counters;
    private readonly Action<ReceiveEndpoint> _onUnused;
    private readonly DatagramBatch _incoming = new(BatchDatagrams);
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(BatchDatagrams, DatagramBytesMax);
    private ReceiveEndpoint[] _endpoints = [];
    private StreamInterest[] _interests = [];
    private long _timerNanos;
    private ulong _seed;

    public ReceiverAgent(string name, IClock clock, DriverCounters counters, Action<ReceiveEndpoint> onUnused)
    {
        _name = name;
        _clock = clock;
        _counters = counters;
        _onUnused = onUnused;
        for (var i = 0; i < BatchDatagrams; i++) _incoming[i].Bytes = _memory + (i * DatagramBytesMax);
    }

    /// <summary>Of the random delays of its streams.</summary>
    public ulong Seed { init => _seed = value; }

    public string RoleName => $"{_name}-receiver";

    public Mailbox Mailbox { get; } = new();

    /// <summary>What is heard now. This thread.</summary>
    public IEnumerable<InboundStream> Streams => _interests.SelectMany(interest => interest.Streams);

    public void OnStart()
    {
    }

    public int DoWork()
    {
        var work = Mailbox.Drain();
        var nowNanos = _clock.MonotonicNanos();
        foreach (var endpoint in _endpoints) work += Receive(endpoint, nowNanos);
        foreach (var interest in _interests)
            foreach (var stream in interest.Streams) work += stream.DoWork(nowNanos);
        if (nowNanos - _timerNanos >= TimerIntervalNanos) OnTime(nowNanos);
        return work;
    }

    public void OnClose()
    {
        foreach (var interest in _interests) interest.Abandon();
        foreach (var endpoint in _endpoints) endpoint.Dispose();
        NativeMemory.Free(_memory);
    }

    /// <summary>By its mailbox: listens to a stream at an endpoint.</summary>
    public void Listen(ReceiveEndpoint endpoint, StreamInterest interest)
    {
        if (!_endpoints.Contains(endpoint)) _endpoints = [.. _endpoints, endpoint];
        if (!_interests.Contains(interest)) _interests = [.. _interests, interest];
        if (!interest.Endpoints.Contains(endpoint)) interest.Endpoints.Add(endpoint);
        endpoint.Add(interest);
    }

    /// <summary>By its mailbox: a subscription that listens nowhere yet.</summary>
    public void Add(StreamInterest interest, Subscription subscription, SubscriptionParameters parameters)
    {
        _interests = [.. _interests, interest];
        interest.Add(subscription, parameters);
    }

    /// <summary>By its mailbox: a subscription is closed.</summary>
    public void Forget(Subscription subscription)
    {
        foreach (var interest in _interests) interest.Remove(subscription);
    }

    /// <summary>By its mailbox: no longer listens there, and closes the socket if nobody else does.</summary>
    public void Unlisten(ReceiveEndpoint endpoint, StreamInterest interest)
    {
        StopListening(endpoint, interest);
        _onUnused(endpoint);
    }

    private static void StopListening(ReceiveEndpoint endpoint, StreamInterest interest)
    {
        endpoint.Remove(interest);
        interest.Endpoints.Remove(endpoint);
        foreach (var stream in interest.Streams) stream.Forget(endpoint);
    }

    /// <summary>By its mailbox: nobody listens there any more.</summary>
    public void Close(ReceiveEndpoint endpoint)
    {
        _endpoints = [.. _endpoints.Where(other => other != endpoint)];
        endpoint.Dispose();
    }

    private int Receive(ReceiveEndpoint endpoint, long nowNanos)
    {
        var total = 0;
        for (var batch = 0; batch < BatchesPerCycle; batch++)
        {
            for (var i = 0; i < BatchDatagrams; i++) _incoming[i].LengthBytes = DatagramBytesMax;
            var count = endpoint.Receive(_incoming);
            for (var i = 0; i < count; i++) OnReceived(endpoint, ref _incoming[i], nowNanos);
            total += count;
            if (count < BatchDatagrams) break;
        }
        return total;
    }

    // A train is taken apart where it lies.
    private void OnReceived(ReceiveEndpoint endpoint, ref Datagram received, long nowNanos)
    {
        if (received.SegmentBytes == 0)
        {
            OnDatagram(endpoint, ref received, nowNanos);
            return;
        }
        var datagram = received;
        for (var offset = 0; offset < received.LengthBytes; offset += received.SegmentBytes)
        {
            datagram.Bytes = received.Bytes + offset;
            datagram.LengthBytes = Math.Min(received.SegmentBytes, received.LengthBytes - offset);
            OnDatagram(endpoint, ref datagram, nowNanos);
        }
    }

    private void OnDatagram(ReceiveEndpoint endpoint, ref Datagram datagram, long nowNanos)
    {
        ref readonly var head = ref *(FrameHead*)datagram.Bytes;
        if (datagram.LengthBytes < FrameHead.Bytes || head.Version != FrameHead.CurrentVersion)
        {
            _counters.InvalidFrames.Increment();
            return;
        }
        switch (head.Type)
        {
            case FrameType.Data or FrameType.Pad when datagram.LengthBytes >= DataHeader.Bytes: OnData(endpoint, ref datagram, nowNanos); break;
            case FrameType.Setup when datagram.LengthBytes >= SetupFrame.Bytes: OnSetup(endpoint, ref datagram, nowNanos); break;
            case FrameType.RoundTrip when datagram.LengthBytes >= RoundTripFrame.Bytes: OnRoundTrip(endpoint, ref datagram); break;
            case FrameType.Data or FrameType.Pad or FrameType.Setup or FrameType.RoundTrip: _counters.InvalidFrames.Increment(); break;
            default: break; // Other types are others' business: on a group everybody hears everything.
        }
    }

    private void OnData(ReceiveEndpoint endpoint, ref Datagram datagram, long nowNanos)
    {
        if (endpoint.InterestIn(((DataHeader*)datagram.Bytes)->StreamId) is not { } interest) return;
        var advanceBytes = PacketCheck.AdvanceOf(datagram.Bytes, datagram.LengthBytes);
        if (advanceBytes == PacketCheck.Invalid) _counters.InvalidFrames.Increment();
        else interest.OnData(endpoint, ref datagram, advanceBytes, nowNanos);
    }

    private void OnSetup(ReceiveEndpoint endpoint, ref Datagram datagram, long nowNanos)
    {
        if (endpoint.InterestIn(((SetupFrame*)datagram.Bytes)->StreamId) is not { } interest) return;
        _seed = (_seed * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
        interest.OnSetup(endpoint, ref datagram, _seed, nowNanos);
    }

    private static void OnRoundTrip(ReceiveEndpoint endpoint, ref Datagram datagram)
    {
        ref readonly var asked = ref *(RoundTripFrame*)datagram.Bytes;
        if ((asked.Head.Flags & FrameFlags.Reply) == 0 || endpoint.InterestIn(asked.StreamId) is null) return;
        endpoint.Echo(endpoint.AnswerAddress(in datagram.Address), in asked);
    }

    private void OnTime(long nowNanos)
    {
        _timerNanos = nowNanos;
        foreach (var endpoint in _endpoints) endpoint.OnTime(nowNanos);
        foreach (var interest in _interests)
        {
            interest.OnTime(nowNanos);
            if (interest.IsEmpty) Remove(interest);
        }
    }

    private void Remove(StreamInterest interest)
    {
        _interests = [.. _interests.Where(other => other != interest)];
        foreach (var endpoint in interest.Endpoints.ToArray()) Unlisten(endpoint, interest);
    }
}
