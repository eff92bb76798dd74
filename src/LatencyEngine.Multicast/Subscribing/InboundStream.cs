using LatencyEngine.Multicast.Channels;
using LatencyEngine.Multicast.Driver;
using LatencyEngine.Multicast.Logs;
using LatencyEngine.Multicast.Protocol;
using LatencyEngine.Multicast.Sockets;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// The driver's half of what is heard of one publication: puts packets in their places, asks for what is missing, tells
/// the sender what was consumed. The receiver's thread; owns the log but for what was handed to those who poll.
/// </summary>
/// <remarks>
/// <b>Positions.</b> cleaned ≤ told - term; told ≤ consumed ≤ received ≤ high water ≤ told + half a term. A packet
/// beyond that is an over-run, one before it an under-run: both are dropped and counted.
/// <b>End.</b> It ends when nothing acceptable has come for 10 s, when all that comes lies beyond the window although
/// everything received was polled, so that what is between is lost, when the sender has said that it has ended and everything
/// was polled, when nobody polls it any more, or when a forged packet has overwritten frames, so that it cannot be walked.
/// </remarks>
internal sealed class InboundStream
{
    private readonly SubscriptionParameters _parameters;
    private readonly DriverCounters _counters;
    private readonly TermLog _log;
    private readonly StreamLayout _layout;
    private readonly NakBackOff _backOff;
    private readonly ImageSource _source;
    private readonly ReaderList _readers;
    private readonly SenderPaths _paths = new();
    private readonly int _windowBytes;
    private long _highWater;
    private long _told;
    private long _cleaned;
    private long _heardNanos;
    private long _toldNanos;
    private long _overrunNanos = -1;
    private long _gapStart = -1;
    private long _gapDueNanos;
    private int _leavingsLeft;
    private bool _isBroken;

    public InboundStream(in SetupFrame setup, SubscriptionParameters parameters, StreamOrigin origin, DriverCounters counters)
    {
        _parameters = parameters;
        _counters = counters;
        _layout = new StreamLayout(setup.InitialTermId, setup.TermLength);
        _log = new TermLog(_layout);
        var join = _layout.PositionOf(setup.ActiveTermId, setup.TermOffset);
        _source = new ImageSource(_log, new StreamPosition(join), setup.SessionId, setup.StreamId);
        _readers = new ReaderList(_source, join);
        _windowBytes = Math.Min(parameters.ReceiverWindowBytes, setup.TermLength / 2);
        _backOff = new NakBackOff(IsGroup(in setup, parameters, origin), parameters.NakDelayNanos, origin.Seed);
        (_highWater, _told, _cleaned) = (join, join, join);
        _heardNanos = origin.NowNanos;
        _toldNanos = long.MinValue / 2;
    }

    public int SessionId => _source.SessionId;

    public int StreamId => _source.StreamId;

    public long LogBytes => (long)_layout.TermLengthBytes * StreamLayout.PartitionCount;

    /// <summary>Nothing is left to do: to be removed.</summary>
    public bool IsDone { get; private set; }

    private long Received => _source.Received.Value;

    /// <summary>A subscription joins, where the stream is now.</summary>
    public void Join(Subscription subscription, SubscriptionParameters parameters)
    {
        if (!_source.IsGone) _readers.Add(subscription, parameters, Received);
    }

    public void Leave(Subscription subscription) => _readers.Remove(subscription);

    /// <summary>A sender was heard by an endpoint; answers go where it listens.</summary>
    public void OnHeard(ReceiveEndpoint endpoint, in UdpAddress answerAddress, long nowNanos) =>
        _paths.Note(endpoint, in answerAddress, nowNanos);

    /// <summary>An endpoint is closed: no more answers through it.</summary>
    public void Forget(ReceiveEndpoint endpoint) => _paths.Forget(endpoint);

    /// <summary>A data packet whose frames were all checked, or a heartbeat.</summary>
    /// <param name="advanceBytes">How far it moves the stream; 0 for a heartbeat.</param>
    public unsafe void OnData(byte* packet, int packetBytes, int advanceBytes, long nowNanos)
    {
        ref readonly var header = ref *(DataHeader*)packet;
        var position = _layout.PositionOf(header.TermId, header.TermOffset);
        // Unsigned, so that an offset near the greatest number does not wrap into something small.
        if ((uint)header.TermOffset + (uint)advanceBytes > (uint)_layout.TermLengthBytes || position < 0)
        {
            _counters.InvalidFrames.Increment();
            return;
        }
        // Of padding only the header counts: the sender, too, lets it go where only that fits into the window.
        if (!IsWithinWindow(position, Math.Min(advanceBytes, packetBytes), nowNanos)) return;
        _heardNanos = nowNanos;
        _overrunNanos = -1;
        if (advanceBytes > 0) Insert(position, packet, packetBytes);
        else if ((header.Head.Flags & FrameFlags.EndOfStream) != 0 && position >= _highWater) _source.EndPosition = position;
        if (position + advanceBytes > _highWater) _highWater = position + advanceBytes;
    }

    /// <summary>One duty cycle: what is complete is handed on, what is missing is asked for, progress is told.</summary>
    /// <returns>Work done.</returns>
    public int DoWork(long nowNanos)
    {
        if (_source.IsGone) return SayGoodbye(nowNanos);
        var work = HandOn();
        if (Received < _highWater) work += AskForGap(nowNanos);
        var consumed = _readers.ConsumedMin(Received);
        if (consumed - _told > _windowBytes / 4 || nowNanos - _toldNanos >= ProtocolTimes.StatusIntervalNanos)
        {
            TellConsumed(consumed, nowNanos);
            work++;
        }
        return work;
    }

    /// <summary>Now and then: whether the stream goes on, and who is too slow for it.</summary>
    public void OnTime(long nowNanos)
    {
        if (_source.IsGone) return;
        _readers.CutOffSlow(Received, _windowBytes, nowNanos);
        var isSilent = nowNanos - _heardNanos > ProtocolTimes.ImageLivenessNanos;
        var isPolled = _source.EndPosition is >= 0 and var end && _readers.ConsumedMin(Received) >= end;
        if (_isBroken) _counters.InvalidFrames.Increment();
        var isLeftBehind = IsLeftBehind(nowNanos);
        if (!isSilent && !isPolled && !_readers.IsDeserted && !_isBroken && !isLeftBehind) return;
        _source.IsGone = true;
        _leavingsLeft = isSilent || isLeftBehind ? 0 : ProtocolTimes.LeavingRepeats;
        _toldNanos = long.MinValue / 2;
    }

    /// <summary>The driver closes: nothing more comes.</summary>
    public void Abandon()
    {
        if (!_source.IsGone) SendStatus(FrameFlags.Leaving, Received, 0);
        _source.IsGone = true;
        IsDone = true;
    }

    public void Release() => _log.Release();

    private static bool IsGroup(in SetupFrame setup, SubscriptionParameters parameters, StreamOrigin origin) =>
        parameters.Group switch
        {
            GroupSemantics.Always => true,
            GroupSemantics.Never => false,
            _ => origin.IsMulticast || (setup.Head.Flags & FrameFlags.Group) != 0,
        };

    // The sender is where this receiver can never come: to be joined anew at once, and not after the liveness time.
    private bool IsLeftBehind(long nowNanos) =>
        _overrunNanos >= 0 && nowNanos - _overrunNanos >= ProtocolTimes.StatusIntervalNanos
        && _told == Received && _readers.ConsumedMin(Received) == Received;

    private bool IsWithinWindow(long position, int advanceBytes, long nowNanos)
    {
        if (position < _told && advanceBytes > 0)
        {
            _counters.Underruns.Increment();
            return false;
        }
        if (position + advanceBytes > _told + (_layout.TermLengthBytes / 2))
        {
            _counters.Overruns.Increment();
            // Counted from when the sender knows what was polled: before that, it may still come back.
            if (_overrunNanos < 0 && _told == Received) _overrunNanos = nowNanos;
            return false;
        }
        return true;
    }

    private unsafe void Insert(long position, byte* packet, int packetBytes)
    {
        // A packet whose first frame is here is a repeat. Where only later frames of it are, the bytes are the same.
        if (position < Received || _log.LengthAt(position) != 0)
        {
            _counters.Duplicates.Increment();
            return;
        }
        Buffer.MemoryCopy(packet, _log.At(position), packetBytes, packetBytes);
        _counters.BytesReceived.Add(packetBytes);
    }

    private int HandOn()
    {
        var start = Received;
        var position = start;
        while (position < _highWater)
        {
            var frameBytes = _log.LengthAt(position);
            if (frameBytes <= 0) break;
            if (frameBytes < DataHeader.Bytes || frameBytes > _highWater - position)
            {
                _isBroken = true;
                break;
            }
            position += StreamLayout.Aligned(frameBytes);
        }
        if (position == start) return 0;
        _source.Received.Value = position;
        return 1;
    }

    private int AskForGap(long nowNanos)
    {
        var start = Received;
        if (start != _gapStart)
        {
            _gapStart = start;
            _gapDueNanos = nowNanos + _backOff.FirstNanos();
        }
        if (nowNanos < _gapDueNanos) return 0;
        _gapDueNanos = nowNanos + _backOff.RepeatNanos();
        var bytes = (int)(EndOfGap(start) - start);
        if (_parameters.IsReliable) SendNak(start, bytes);
        else PassOver(start, bytes);
        return 1;
    }

    private long EndOfGap(long start)
    {
        // No sender goes further than the window; and nobody may make this walk a long one.
        var limit = Math.Min(_highWater, start + Math.Min(_layout.RestOfTerm(start), _windowBytes));
        var end = start + StreamLayout.FrameAlignment;
        while (end < limit && _log.LengthAt(end) == 0) end += StreamLayout.FrameAlignment;
        return Math.Min(end, limit);
    }

    private void SendNak(long start, int bytes)
    {
        var gap = new NakFrame
        {
            SessionId = SessionId,
            StreamId = StreamId,
            TermId = _layout.TermIdAt(start),
            TermOffset = _layout.OffsetAt(start),
            Length = bytes,
        };
        foreach (ref readonly var path in _paths.All) path.Endpoint.SendNak(path.Address, in gap);
        _counters.NaksSent.Increment();
    }

    // The loss becomes padding, which those who poll pass over.
    private void PassOver(long start, int bytes)
    {
        ref var header = ref _log.HeaderAt(start);
        header.Head = new FrameHead { Flags = FrameFlags.Whole, Type = FrameType.Pad };
        header.TermOffset = _layout.OffsetAt(start);
        header.SessionId = SessionId;
        header.StreamId = StreamId;
        header.TermId = _layout.TermIdAt(start);
        _log.Publish(start, bytes);
        _counters.GapsFilled.Increment();
        HandOn();
    }

    private void TellConsumed(long consumed, long nowNanos)
    {
        _told = consumed;
        _toldNanos = nowNanos;
        SendStatus(flags: 0, consumed, _windowBytes);
        var clean = consumed - _layout.TermLengthBytes;
        if (clean <= _cleaned) return;
        _log.Clear(_cleaned, clean);
        _cleaned = clean;
    }

    private void SendStatus(byte flags, long consumed, int windowBytes)
    {
        var status = new StatusFrame
        {
            Head = new FrameHead { Flags = flags },
            SessionId = SessionId,
            StreamId = StreamId,
            ConsumptionTermId = _layout.TermIdAt(consumed),
            ConsumptionTermOffset = _layout.OffsetAt(consumed),
            ReceiverWindow = windowBytes,
            GroupTag = _parameters.GroupTag.GetValueOrDefault(),
        };
        foreach (ref readonly var path in _paths.All)
            path.Endpoint.SendStatus(path.Address, in status, _parameters.GroupTag is not null);
        _counters.StatusSent.Increment();
    }

    private int SayGoodbye(long nowNanos)
    {
        if (_leavingsLeft == 0)
        {
            IsDone = true;
            return 0;
        }
        if (nowNanos - _toldNanos < ProtocolTimes.StatusIntervalNanos) return 0;
        _toldNanos = nowNanos;
        _leavingsLeft--;
        SendStatus(FrameFlags.Leaving, Received, 0);
        return 1;
    }
}
