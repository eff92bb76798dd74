using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// Reads what receivers send back: status messages, NAKs, round trips, errors. The sender's thread; owns the memory
/// into which they come. Bytes that are none of these are counted and forgotten.
/// </summary>
internal sealed unsafe class ControlReader : IDisposable
{
    public const int BatchDatagrams = 16;

    /// <summary>Longest frame that is read: an error with its text. What is longer is cut by the system, and not read.</summary>
    private const int DatagramBytesMax = 2_048;

    private readonly SendEndpoint _endpoint;
    private readonly DriverCounters _counters;
    private readonly DatagramBatch _incoming = new(BatchDatagrams);
    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(BatchDatagrams * DatagramBytesMax, 64);

    public ControlReader(SendEndpoint endpoint, DriverCounters counters)
    {
        _endpoint = endpoint;
        _counters = counters;
        for (var i = 0; i < BatchDatagrams; i++) _incoming[i].Bytes = _memory + (i * DatagramBytesMax);
    }

    /// <summary>Takes one batch.</summary>
    public int Poll(IDatagramSocket socket, long nowNanos)
    {
        for (var i = 0; i < BatchDatagrams; i++) _incoming[i].LengthBytes = DatagramBytesMax;
        var count = socket.Receive(_incoming);
        for (var i = 0; i < count; i++) OnDatagram(ref _incoming[i], nowNanos);
        return count;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private void OnDatagram(ref Datagram datagram, long nowNanos)
    {
        ref readonly var head = ref *(FrameHead*)datagram.Bytes;
        if (datagram.LengthBytes < FrameHead.Bytes || head.Version != FrameHead.CurrentVersion)
        {
            _counters.InvalidPackets.Increment();
            return;
        }
        switch (head.Type)
        {
            case FrameType.Status when datagram.LengthBytes >= StatusFrame.Bytes: OnStatus(ref datagram, nowNanos); break;
            case FrameType.Nak when datagram.LengthBytes >= NakFrame.Bytes: OnNak(ref datagram, nowNanos); break;
            case FrameType.RoundTrip when datagram.LengthBytes >= RoundTripFrame.Bytes: OnRoundTrip(ref datagram); break;
            case FrameType.Error when datagram.LengthBytes >= ErrorFrame.Bytes: OnError(ref datagram); break;
            case FrameType.Status or FrameType.Nak or FrameType.RoundTrip or FrameType.Error: _counters.InvalidPackets.Increment(); break;
            default: break; // Other types are others' business: on a group everybody hears everything.
        }
    }

    private void OnStatus(ref Datagram datagram, long nowNanos)
    {
        ref readonly var status = ref *(StatusFrame*)datagram.Bytes;
        _counters.StatusReceived.Increment();
        if ((status.Head.Flags & FrameFlags.Leaving) == 0)
            _endpoint.Destinations?.OnStatus(in datagram.Address, status.ReceiverId, nowNanos);
        var hasTag = datagram.LengthBytes >= StatusFrame.TaggedBytes && status.Head.FrameLength >= StatusFrame.TaggedBytes;
        _endpoint.Find(status.SessionId, status.StreamId)?.OnStatus(in status, hasTag ? status.GroupTag : null, nowNanos);
    }

    private void OnNak(ref Datagram datagram, long nowNanos)
    {
        ref readonly var nak = ref *(NakFrame*)datagram.Bytes;
        _counters.NaksReceived.Increment();
        _endpoint.Find(nak.SessionId, nak.StreamId)?.OnNak(in nak, nowNanos);
    }

    private void OnRoundTrip(ref Datagram datagram)
    {
        ref readonly var asked = ref *(RoundTripFrame*)datagram.Bytes;
        if ((asked.Head.Flags & FrameFlags.Reply) != 0) _endpoint.Find(asked.SessionId, asked.StreamId)?.OnRoundTrip(in asked);
    }

    private void OnError(ref Datagram datagram)
    {
        ref readonly var error = ref *(ErrorFrame*)datagram.Bytes;
        _counters.ErrorsReceived.Increment();
        _endpoint.Find(error.SessionId, error.StreamId)?.OnLeaving(error.ReceiverId);
    }
}
