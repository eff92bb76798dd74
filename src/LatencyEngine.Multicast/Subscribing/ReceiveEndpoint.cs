using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// The socket on which the streams of one channel come in, and from which senders are answered. The receiver's thread;
/// owns the socket.
/// </summary>
internal sealed unsafe class ReceiveEndpoint(UdpChannel channel, IDatagramSocket socket, long receiverId) : IDisposable
{
    private readonly DatagramBatch _outgoing = new(1);
    private readonly byte* _scratch = (byte*)NativeMemory.AlignedAlloc(64, 64);
    private readonly Dictionary<int, StreamInterest> _interests = [];
    private long _registeredNanos = long.MinValue / 2;

    public UdpChannel Channel { get; } = channel;

    public UdpAddress LocalAddress => socket.LocalAddress;

    public bool HasNoInterest => _interests.Count == 0;

    /// <summary>Who listens to a stream here; <c>null</c> for nobody.</summary>
    public StreamInterest? InterestIn(int streamId) => _interests.GetValueOrDefault(streamId);

    public void Add(StreamInterest interest) => _interests[interest.StreamId] = interest;

    public void Remove(StreamInterest interest) => _interests.Remove(interest.StreamId);

    public int Receive(DatagramBatch batch) => socket.Receive(batch);

    /// <summary>Where a sender that was heard from an address listens for answers.</summary>
    public UdpAddress AnswerAddress(in UdpAddress source) => Channel.IsMulticast ? Channel.Control!.Value : source;

    /// <summary>Now and then: a multi-destination sender learns our address by being told.</summary>
    public void OnTime(long nowNanos)
    {
        if (Channel.ControlMode != ControlMode.Dynamic || Channel.Control is not { } control) return;
        if (nowNanos - _registeredNanos < ProtocolTimes.RegistrationIntervalNanos) return;
        _registeredNanos = nowNanos;
        AskForSetup(control, sessionId: 0, streamId: 0);
    }

    public void AskForSetup(in UdpAddress to, int sessionId, int streamId)
    {
        ref var status = ref NewStatus(FrameFlags.SendSetup, sessionId, streamId);
        status.Head.FrameLength = StatusFrame.Bytes;
        Send(StatusFrame.Bytes, to);
    }

    /// <summary>Tells a sender what was consumed, and how much more may come; or that we leave.</summary>
    public void SendStatus(in UdpAddress to, in StatusFrame told, bool hasGroupTag)
    {
        ref var status = ref *(StatusFrame*)_scratch;
        status = told;
        status.Head.Version = FrameHead.CurrentVersion;
        status.Head.Type = FrameType.Status;
        status.Head.FrameLength = hasGroupTag ? StatusFrame.TaggedBytes : StatusFrame.Bytes;
        status.ReceiverId = receiverId;
        Send(status.Head.FrameLength, to);
    }

    public void SendNak(in UdpAddress to, in NakFrame gap)
    {
        ref var nak = ref *(NakFrame*)_scratch;
        nak = gap;
        nak.Head = new FrameHead { FrameLength = NakFrame.Bytes, Type = FrameType.Nak };
        Send(NakFrame.Bytes, to);
    }

    /// <summary>Answers a sender that measures the round trip.</summary>
    public void Echo(in UdpAddress to, in RoundTripFrame asked)
    {
        if (asked.ReceiverId != 0 && asked.ReceiverId != receiverId) return;
        ref var answer = ref *(RoundTripFrame*)_scratch;
        answer = asked;
        answer.Head = new FrameHead { FrameLength = RoundTripFrame.Bytes, Type = FrameType.RoundTrip };
        answer.ReceptionDeltaNanos = 0;
        answer.ReceiverId = receiverId;
        Send(RoundTripFrame.Bytes, to);
    }

    public void Dispose()
    {
        socket.Dispose();
        NativeMemory.AlignedFree(_scratch);
    }

    private ref StatusFrame NewStatus(byte flags, int sessionId, int streamId)
    {
        ref var status = ref *(StatusFrame*)_scratch;
        status = default;
        status.Head.Flags = flags;
        status.Head.Type = FrameType.Status;
        status.SessionId = sessionId;
        status.StreamId = streamId;
        status.ReceiverId = receiverId;
        return ref status;
    }

    private void Send(int bytes, in UdpAddress to)
    {
        _outgoing.Clear();
        _outgoing.Add(_scratch, bytes, in to);
        socket.Send(_outgoing);
    }
}
