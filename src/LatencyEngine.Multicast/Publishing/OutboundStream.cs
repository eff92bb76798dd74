using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Logs;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Subscribing;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// The driver's half of a publication: sends what the application has written, answers what receivers miss, and tells
/// the application how far it may write. The sender's thread; owns everything but the log's unsent part.
/// </summary>
/// <remarks>
/// <b>Positions.</b> cleaned ≤ sent - term ≤ sent ≤ written ≤ limit + one message and its padding &lt; cleaned + 3 terms.
/// The application writes only zeroed memory: it may go half a term beyond what was sent.
/// <b>End.</b> Closed by the application, it sends what there is, then says for the linger time that the stream has ended.
/// </remarks>
internal sealed unsafe class OutboundStream : IDisposable
{
    /// <summary>Most datagrams of one stream in a duty cycle, so that none starves the others.</summary>
    private const int DatagramsPerCycle = SendEndpoint.BatchDatagrams;

    private const int ScratchBytes = 64;

    private const int ReceiverWindowDefaultBytes = 128 * 1_024;

    /// <summary>Told so often, an end is unlikely to be missed.</summary>
    private const int HurriedEndHeartbeats = 2;

    private readonly PublicationParameters _parameters;
    private readonly DriverCounters _counters;
    private readonly TermLog _log;
    private readonly FlowControl _flow;
    private readonly RetransmitLedger _retransmits;
    private readonly byte* _scratch = (byte*)NativeMemory.AlignedAlloc(ScratchBytes, ScratchBytes);
    private readonly long[] _ends = new long[DatagramsPerCycle];
    private readonly StreamPosition _sent;
    private readonly int _windowBytes;
    private readonly ImageSource _source;
    private readonly ReaderList _spies;

    private bool _isConnected;
    private bool _isSetupAsked;
    private bool _wasConnected;
    private long _cleaned;
    private long _statusNanos = long.MinValue / 2;
    private long _setupNanos = long.MinValue / 2;
    private long _dataNanos = long.MinValue / 2;
    private long _endPosition = -1;
    private long _lingerNanos = -1;
    private bool _isHurried;
    private int _endHeartbeats;

    public OutboundStream(
        SendEndpoint endpoint, StreamIdentity identity, PublicationParameters parameters, DriverCounters counters)
    {
        Endpoint = endpoint;
        Identity = identity;
        _parameters = parameters;
        _counters = counters;
        _log = new TermLog(identity.Layout);
        var start = StartOf(identity.Layout, parameters);
        _sent = new StreamPosition(start);
        Written = new StreamPosition(start);
        Limit = new StreamPosition(start);
        _cleaned = start;
        _flow = new FlowControl(parameters.FlowControl, start);
        _retransmits = new RetransmitLedger(endpoint.IsGroup, parameters.MaxResend);
        _windowBytes = Math.Min(parameters.PublicationWindowBytes ?? int.MaxValue, identity.Layout.TermLengthBytes / 2);
        StartPosition = start;
        _source = new ImageSource(_log, Written, identity.SessionId, identity.StreamId);
        _spies = new ReaderList(_source, start);
    }

    public SendEndpoint Endpoint { get; }

    public StreamIdentity Identity { get; }

    public int SessionId => Identity.SessionId;

    public int StreamId => Identity.StreamId;

    public TermLog Log => _log;

    public int MtuBytes => _parameters.MtuBytes;

    public long StartPosition { get; }

    /// <summary>What the application has written; its own to set.</summary>
    public StreamPosition Written { get; }

    /// <summary>Up to where the application may start to write.</summary>
    public StreamPosition Limit { get; }

    public long Sent => _sent.Value;

    /// <summary>Any thread.</summary>
    public bool IsConnected => Volatile.Read(ref _isConnected);

    /// <summary>Nothing is left to do: to be removed.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether <see cref="End"/> was called. Any thread.</summary>
    public bool IsEnded => Volatile.Read(ref _endPosition) >= 0;

    /// <summary>Any thread, once: nothing will be written beyond this position.</summary>
    public void End(long position) => Interlocked.CompareExchange(ref _endPosition, position, -1);

    /// <summary>Any thread: the driver closes, and waits no longer than for those who still have something to come.</summary>
    public void Hurry() => Volatile.Write(ref _isHurried, true);

    /// <summary>Who has told something lately. Any thread; a reading.</summary>
    public int ReceiverCount => _flow.Receivers.Count;

    /// <summary>How the stream is, for people. Any thread; a reading of the sender's table, which may be changing.</summary>
    public OutboundStatus Describe() => new(
        Endpoint.Channel.Text, StreamId, SessionId, IsConnected, Written.Value, Sent, Limit.Value, DescribeReceivers());

    /// <summary>A subscription of the same process reads the log itself. It holds the application back, unless untethered.</summary>
    public void Join(Subscription spy, SubscriptionParameters parameters) => _spies.Add(spy, parameters, Written.Value);

    public void Leave(Subscription spy) => _spies.Remove(spy);

    /// <summary>One duty cycle.</summary>
    /// <returns>Bytes sent.</returns>
    public int Send(long nowNanos)
    {
        if (SetupIsDue(nowNanos)) SendSetup(nowNanos);
        var bytes = SendData(nowNanos);
        if (bytes == 0 && HeartbeatIsDue(nowNanos)) SendHeartbeat(nowNanos);
        LetApplicationWrite();
        if (IsEnded) Linger(nowNanos);
        return bytes;
    }

    /// <summary>Now and then: receivers that have fallen silent are gone.</summary>
    public void OnTime(long nowNanos)
    {
        _flow.OnTime(nowNanos);
        var isHeard = nowNanos - _statusNanos < ProtocolTimes.ReceiverTimeoutNanos && _flow.HasEnoughReceivers;
        SetConnected(isHeard || (_parameters.SpiesSimulateConnection && !_spies.IsDeserted));
        _spies.CutOffSlow(Written.Value, _windowBytes, nowNanos);
    }

    /// <summary>A receiver tells what it has consumed, or asks for a setup, or leaves.</summary>
    public void OnStatus(in StatusFrame status, long? groupTag, long nowNanos)
    {
        if ((status.Head.Flags & FrameFlags.SendSetup) != 0)
        {
            _isSetupAsked = true;
            return;
        }
        if ((status.Head.Flags & FrameFlags.Leaving) != 0)
        {
            OnLeaving(status.ReceiverId);
            return;
        }
        var position = Identity.Layout.PositionOf(status.ConsumptionTermId, status.ConsumptionTermOffset);
        if (!IsPlausible(position, status.ReceiverWindow))
        {
            _counters.StatusRejected.Increment();
            return;
        }
        _flow.OnStatus(status.ReceiverId, position, status.ReceiverWindow, groupTag, nowNanos);
        _statusNanos = nowNanos;
        if (_flow.HasEnoughReceivers) SetConnected(true);
    }

    public void OnLeaving(long receiverId)
    {
        _flow.OnLeaving(receiverId);
        if (_flow.Receivers.Count == 0) _statusNanos = long.MinValue / 2;
    }

    /// <summary>A receiver misses something.</summary>
    public void OnNak(in NakFrame nak, long nowNanos)
    {
        var layout = Identity.Layout;
        var position = layout.PositionOf(nak.TermId, nak.TermOffset);
        if (!IsResendable(in nak, position))
        {
            _counters.NaksIgnored.Increment();
            return;
        }
        var bytes = Math.Min(Math.Min(nak.Length, layout.RestOfTerm(position)), RetransmitBytesMax());
        if (_retransmits.MayBegin(position, nowNanos))
            _retransmits.Note(position, SendAgain(position, Math.Min(position + bytes, Sent)), nowNanos);
        else _counters.NaksIgnored.Increment();
    }

    public void OnRoundTrip(in RoundTripFrame asked)
    {
        ref var answer = ref Scratch<RoundTripFrame>(RoundTripFrame.Bytes, FrameType.RoundTrip);
        answer.SessionId = SessionId;
        answer.StreamId = StreamId;
        answer.EchoTimestampNanos = asked.EchoTimestampNanos;
        answer.ReceptionDeltaNanos = 0;
        answer.ReceiverId = asked.ReceiverId;
        Endpoint.Send(_scratch, RoundTripFrame.Bytes);
    }

    public void Dispose()
    {
        End(Written.Value);
        SetConnected(false);
        Limit.Value = long.MinValue;
        _source.IsGone = true;
        _log.Release();
        NativeMemory.AlignedFree(_scratch);
    }

    private static long StartOf(StreamLayout layout, PublicationParameters parameters) =>
        parameters is { TermId: { } termId, TermOffset: { } offset } ? layout.PositionOf(termId, offset) : 0;

    private bool SetupIsDue(long nowNanos) =>
        (!_wasConnected || _isSetupAsked) && nowNanos - _setupNanos >= ProtocolTimes.SetupIntervalNanos && !HasEnded();

    private bool HeartbeatIsDue(long nowNanos) =>
        _wasConnected && nowNanos - _dataNanos >= ProtocolTimes.HeartbeatIntervalNanos;

    // What was claimed and not committed before the end never comes.
    private bool HasEnded() => IsEnded && (Sent >= _endPosition || _log.LengthAt(Sent) <= 0);

    private int SendData(long nowNanos)
    {
        var first = _sent.Value;
        var position = first;
        var count = 0;
        while (count < DatagramsPerCycle)
        {
            var window = Math.Min(_flow.Limit - position, _parameters.MtuBytes);
            if (window < DataHeader.Bytes) break;
            var advance = TermScan.Datagram(_log, position, (int)window, out var bytes);
            if (advance == 0) break;
            Endpoint.Add(_log.At(position), bytes);
            _ends[count++] = position += advance;
        }
        return count == 0 ? 0 : FlushData(first, count, nowNanos);
    }

    // What the system did not take is sent in the next cycle.
    private int FlushData(long first, int count, long nowNanos)
    {
        var taken = Endpoint.Flush();
        if (taken < count) _counters.ShortSends.Increment();
        if (taken == 0) return 0;
        _sent.Value = _ends[taken - 1];
        _dataNanos = nowNanos;
        var bytes = (int)(_ends[taken - 1] - first);
        _counters.BytesSent.Add(bytes);
        return bytes;
    }

    private void SendSetup(long nowNanos)
    {
        var layout = Identity.Layout;
        ref var setup = ref Scratch<SetupFrame>(SetupFrame.Bytes, FrameType.Setup);
        setup.Head.Flags = Endpoint.IsGroup ? FrameFlags.Group : (byte)0;
        setup.TermOffset = layout.OffsetAt(Sent);
        setup.SessionId = SessionId;
        setup.StreamId = StreamId;
        setup.InitialTermId = layout.InitialTermId;
        setup.ActiveTermId = layout.TermIdAt(Sent);
        setup.TermLength = layout.TermLengthBytes;
        setup.Mtu = _parameters.MtuBytes;
        setup.TimeToLive = Endpoint.Channel.TimeToLive;
        Endpoint.Send(_scratch, SetupFrame.Bytes);
        _counters.SetupsSent.Increment();
        _setupNanos = nowNanos;
        // While nobody has ever listened it goes on by itself.
        if (_flow.Receivers.Count > 0) _isSetupAsked = false;
    }

    private void SendHeartbeat(long nowNanos)
    {
        ref var heartbeat = ref Scratch<DataHeader>(0, FrameType.Data);
        heartbeat.Head.Flags = FrameFlags.Whole;
        if (HasEnded())
        {
            _endHeartbeats++;
            if (_parameters.SignalsEndOfStream) heartbeat.Head.Flags |= FrameFlags.EndOfStream;
        }
        heartbeat.TermOffset = Identity.Layout.OffsetAt(Sent);
        heartbeat.SessionId = SessionId;
        heartbeat.StreamId = StreamId;
        heartbeat.TermId = Identity.Layout.TermIdAt(Sent);
        heartbeat.ReservedValue = 0;
        Endpoint.Send(_scratch, DataHeader.Bytes);
        _counters.HeartbeatsSent.Increment();
        _dataNanos = nowNanos;
    }

    private ref T Scratch<T>(int frameBytes, FrameType type)
        where T : unmanaged
    {
        new Span<byte>(_scratch, ScratchBytes).Clear();
        ref var head = ref *(FrameHead*)_scratch;
        head.FrameLength = frameBytes;
        head.Type = type;
        return ref *(T*)_scratch;
    }

    /// <returns>How far it came: what ends within a frame is not sent.</returns>
    private long SendAgain(long position, long end)
    {
        while (position < end)
        {
            var advance = TermScan.Datagram(
                _log, position, (int)Math.Min(_parameters.MtuBytes, end - position), out var bytes);
            if (advance == 0) break;
            Endpoint.Add(_log.At(position), bytes);
            _counters.RetransmittedBytes.Add(bytes);
            if (Endpoint.IsFull) Endpoint.Flush();
            position += advance;
        }
        Endpoint.Flush();
        return position;
    }

    // A receiver's position is near the sender's, or it speaks of another stream.
    private bool IsPlausible(long position, int windowBytes) =>
        windowBytes >= 0 && Math.Abs(position - Sent) <= Identity.Layout.TermLengthBytes / 2;

    // Whatever a NAK says, only whole frames that were sent and are still there go out: the header tells.
    private bool IsResendable(in NakFrame nak, long position)
    {
        var layout = Identity.Layout;
        if (nak.Length <= 0 || nak.TermOffset < 0 || nak.TermOffset >= layout.TermLengthBytes) return false;
        if (nak.TermOffset % StreamLayout.FrameAlignment != 0 || position < StartPosition) return false;
        var oldest = Sent - (layout.TermLengthBytes / 2) - layout.MaxMessageBytes;
        if (position < oldest || position >= Sent) return false;
        ref readonly var header = ref _log.HeaderAt(position);
        return header.TermOffset == nak.TermOffset && header.TermId == nak.TermId && header.SessionId == SessionId;
    }

    private int RetransmitBytesMax()
    {
        var windows = _parameters.FlowControl.RetransmitWindows ?? (Endpoint.IsGroup ? 4 : 16);
        return (int)Math.Min((long)ReceiverWindowDefaultBytes * windows, int.MaxValue);
    }

    private void SetConnected(bool isConnected)
    {
        if (isConnected) _wasConnected = true;
        if (_isConnected != isConnected) Volatile.Write(ref _isConnected, isConnected);
    }

    private void LetApplicationWrite()
    {
        FollowSpies();
        var consumed = Math.Min(Sent, _spies.ConsumedMin(Written.Value));
        // With nobody there it goes back, so that nothing is written that would be late when somebody comes.
        var limit = _isConnected ? Math.Min(consumed + _windowBytes, Identity.Layout.PositionEnd) : Sent;
        if (IsEnded) limit = long.MinValue;
        if (limit != Limit.Value) Limit.Value = limit;
        var clean = consumed - Identity.Layout.TermLengthBytes;
        if (clean <= _cleaned) return;
        _log.Clear(_cleaned, clean);
        _cleaned = clean;
    }

    // With nobody on the network, a stream that only spies read is sent to them alone.
    private void FollowSpies()
    {
        if (!_parameters.SpiesSimulateConnection || _spies.IsDeserted || _flow.Receivers.Count > 0) return;
        var position = _spies.ConsumedMax();
        if (position > Sent) _sent.Value = position;
    }

    private void Linger(long nowNanos)
    {
        // Only when what was offered is sent: receivers may be slow.
        if (_lingerNanos < 0 && (HasEnded() || !_isConnected)) _lingerNanos = nowNanos;
        _source.EndPosition = _endPosition;
        var isOver = _lingerNanos >= 0 && nowNanos - _lingerNanos >= _parameters.LingerNanos;
        isOver |= Volatile.Read(ref _isHurried) && EverybodyKnows();
        var isHeardByNobody = _flow.Receivers.Count == 0 && (HasEnded() || !_isConnected);
        IsDone = isOver || (isHeardByNobody && _spies.ConsumedMin(Written.Value) >= _endPosition);
    }

    // The slowest has everything, and the end was told more than once.
    private bool EverybodyKnows()
    {
        if (_endHeartbeats < HurriedEndHeartbeats) return false;
        foreach (ref readonly var receiver in _flow.Receivers.All)
            if (receiver.Position < _endPosition) return false;
        return true;
    }

    private ReceiverStatus[] DescribeReceivers()
    {
        var sent = Sent;
        return [.. _flow.Receivers.All.ToArray().Select(r => new ReceiverStatus(r.ReceiverId, r.Position, sent - r.Position))];
    }
}
