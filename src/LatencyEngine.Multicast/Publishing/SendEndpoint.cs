using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// The sockets through which the streams of one channel leave, and on which their receivers answer. The sender's thread;
/// owns the sockets and, for multi-destination channels, the destinations.
/// </summary>
internal sealed unsafe class SendEndpoint : IDisposable
{
    /// <summary>Most datagrams handed to the system at once.</summary>
    public const int BatchDatagrams = 48;

    private readonly DatagramBatch _outgoing = new(BatchDatagrams);
    private readonly ControlReader _control;
    private readonly IDatagramSocket _data;
    private readonly IDatagramSocket? _answers;
    private readonly Dictionary<long, OutboundStream> _streams = [];
    private readonly HashSet<long> _reserved = [];

    public SendEndpoint(UdpChannel channel, IDatagramSocket data, IDatagramSocket? answers, DriverCounters counters)
    {
        Channel = channel;
        _data = data;
        _answers = answers;
        _control = new ControlReader(this, counters);
        if (channel.ControlMode != ControlMode.None) Destinations = new Destinations(channel.ControlMode == ControlMode.Dynamic);
    }

    public UdpChannel Channel { get; }

    /// <summary>Where the endpoint sends from.</summary>
    public UdpAddress LocalAddress => _data.LocalAddress;

    /// <summary><c>null</c> where there is one address only.</summary>
    public Destinations? Destinations { get; }

    public bool HasNoStreams => _streams.Count == 0;

    /// <summary>Whether several receivers may listen.</summary>
    public bool IsGroup => Channel.IsMulticast || Destinations is not null;

    public void Add(OutboundStream stream) => _streams.Add(KeyOf(stream.SessionId, stream.StreamId), stream);

    public void Remove(OutboundStream stream)
    {
        _streams.Remove(KeyOf(stream.SessionId, stream.StreamId));
        GiveBack(stream.SessionId, stream.StreamId);
    }

    /// <summary>Any thread: takes a session id for a stream, until the stream is removed or the id given back.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TryReserve(int sessionId, int streamId)
    {
        lock (_reserved) return _reserved.Add(KeyOf(sessionId, streamId));
    }

    /// <summary>Any thread: see <see cref="TryReserve"/>.</summary>
    public void GiveBack(int sessionId, int streamId)
    {
        lock (_reserved) _reserved.Remove(KeyOf(sessionId, streamId));
    }

    public OutboundStream? Find(int sessionId, int streamId) => _streams.GetValueOrDefault(KeyOf(sessionId, streamId));

    /// <summary>Adds a datagram to those that the next <see cref="Flush"/> sends; the bytes stay where they are until then.</summary>
    public void Add(byte* bytes, int lengthBytes) => _outgoing.Add(bytes, lengthBytes, Channel.Data.GetValueOrDefault());

    public bool IsFull => _outgoing.IsFull;

    /// <summary>Sends what was added.</summary>
    /// <returns>
    /// How many of the first the system took. With several destinations all: what one of them misses it asks for again.
    /// </returns>
    public int Flush()
    {
        var count = _outgoing.Count;
        if (count == 0) return 0;
        var taken = Destinations is null ? _data.Send(_outgoing) : FanOut(Destinations, count);
        _outgoing.Clear();
        return taken;
    }

    /// <summary>Sends one datagram at once.</summary>
    public void Send(byte* bytes, int lengthBytes)
    {
        Add(bytes, lengthBytes);
        Flush();
    }

    /// <summary>Takes what receivers have answered.</summary>
    /// <returns>Datagrams taken.</returns>
    public int PollControl(long nowNanos) => _control.Poll(_answers ?? _data, nowNanos);

    public void OnTime(long nowNanos) => Destinations?.OnTime(nowNanos);

    public void Dispose()
    {
        _data.Dispose();
        _answers?.Dispose();
        _control.Dispose();
    }

    private int FanOut(Destinations destinations, int count)
    {
        foreach (ref readonly var address in destinations.Addresses)
        {
            for (var i = 0; i < count; i++) _outgoing[i].Address = address;
            _data.Send(_outgoing);
        }
        return count;
    }

    private static long KeyOf(int sessionId, int streamId) => ((long)sessionId << 32) | (uint)streamId;
}
