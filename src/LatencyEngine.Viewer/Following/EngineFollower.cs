using LatencyEngine.Domain;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Viewer.Contract;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Viewer.Following;

/// <summary>
/// Keeps a view of one engine out of what its streams deliver: joins late, finds gaps, and mends them by itself. One
/// thread, which feeds it with messages and time; knows nothing of sockets.
/// </summary>
/// <remarks>
/// <para><b>Joining.</b> The messages of the events stream are held from the first one on. A snapshot that stands for the
/// message before that one, or a later one, is applied whole, and then what is held after it.</para>
/// <para><b>Gaps.</b> Numbers tell that something is missing. The view then stays as it was, and the same begins anew.
/// The conflated stream is followed in the same way, since what is lost of a quiet instrument would not come again.</para>
/// <para><b>Several engines.</b> The first one heard is followed until it ends or falls silent and another one speaks.
/// The beginning of a snapshot tells which other streams belong to it.</para>
/// </remarks>
public sealed class EngineFollower
{
    private readonly FollowerOptions _options;
    private readonly IClock _clock;
    private readonly NumberedStream _events;
    private readonly NumberedStream _conflated;
    private readonly SnapshotCollector _snapshot;
    private readonly long _staleNanos;
    private int? _marketSession;
    private int? _viewedSession;
    private long _marketNext;
    private long _lastNanos;
    private bool _isSynchronized;

    /// <param name="clock">Tells how fresh the view is.</param>
    public EngineFollower(FollowerOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
        _events = new NumberedStream(options.HeldBytesMax);
        _conflated = new NumberedStream(options.HeldBytesMax);
        _snapshot = new SnapshotCollector(options.SnapshotBytesMax);
        _staleNanos = (long)options.StaleAfter.TotalNanoseconds;
        View = new EngineView(options.Limits);
    }

    public EngineView View { get; }

    public ViewerState State { get; private set; }

    /// <summary>Whether the snapshots stream should be listened to: it is sent to those who need it.</summary>
    public bool WantsSnapshots => !_isSynchronized && _events.SessionId is not null;

    /// <summary>Transport session of the events stream that is followed; <c>null</c> for none.</summary>
    public int? EventsSessionId => _events.SessionId;

    /// <summary>Last message of the events stream that is in the view; 0 before the first snapshot.</summary>
    public long EventsSequence { get; private set; }

    /// <summary>How often messages of the events or the conflated stream were missing.</summary>
    public long Gaps => _events.Gaps + _conflated.Gaps;

    /// <summary>Messages of the market stream that were missing; the conflated ones make up for them.</summary>
    public long MarketMissed { get; private set; }

    /// <summary>How often the state was taken from a snapshot, the first time included.</summary>
    public long Synchronizations { get; private set; }

    /// <summary>How often the state had to be taken from a snapshot again.</summary>
    public long Resynchronizations { get; private set; }

    /// <summary>Snapshots of which something was missing.</summary>
    public long SnapshotsGivenUp => _snapshot.GivenUp;

    /// <summary>Since the last message of the events stream, in nanoseconds; <c>null</c> before the first.</summary>
    public long? SilenceNanos => _lastNanos == 0 ? null : Math.Max(0, _clock.MonotonicNanos() - _lastNanos);

    /// <summary>
    /// From the engine's clock, when it last told its health, to ours, when that was taken; <c>null</c> before. On one
    /// host this is how long messages take.
    /// </summary>
    public long? LagNanos { get; private set; }

    /// <summary>Takes one message of any of the streams.</summary>
    /// <param name="reservedValue">What travelled in the frame's header.</param>
    public void OnMessage(int streamId, int sessionId, long reservedValue, ReadOnlySpan<byte> message)
    {
        switch (streamId)
        {
            case StreamIds.Events: OnEvent(sessionId, reservedValue, message); break;
            case StreamIds.Snapshots: OnSnapshot(sessionId, reservedValue, message); break;
            case StreamIds.Conflated: OnConflated(sessionId, reservedValue, message); break;
            case StreamIds.Market: OnMarket(sessionId, reservedValue, message); break;
            default: break;
        }
    }

    /// <summary>A publication has ended, or is not heard any more.</summary>
    public void OnGone(int streamId, int sessionId)
    {
        if (streamId == StreamIds.Events && sessionId == _events.SessionId) Leave();
        else if (streamId == StreamIds.Conflated && sessionId == _conflated.SessionId && _isSynchronized) Lose();
    }

    /// <summary>Lets the state follow the time. After each round of polling.</summary>
    public void OnTime()
    {
        if (State == ViewerState.Live && IsSilent()) State = ViewerState.Stale;
        else if (State == ViewerState.Stale && !IsSilent()) State = ViewerState.Live;
    }

    private bool IsSilent() => SilenceNanos > _staleNanos;

    private void OnEvent(int sessionId, long sequence, ReadOnlySpan<byte> message)
    {
        if (sessionId != _events.SessionId && !MayFollow()) return;
        if (sessionId != _events.SessionId) Follow(sessionId);
        _lastNanos = _clock.MonotonicNanos();
        switch (_events.Take(sequence, message))
        {
            case Arrival.Next:
                EventsSequence = sequence;
                Show(StreamIds.Events, message);
                Look(message);
                break;
            case Arrival.AfterGap: Lose(); break;
            default: break;
        }
    }

    // An engine that is heard is left for another only when it has ended or fallen silent.
    private bool MayFollow() => _events.SessionId is null || State == ViewerState.Ended || IsSilent();

    private void Follow(int sessionId)
    {
        _events.Follow(sessionId);
        _conflated.Leave();
        _marketSession = null;
        _snapshot.Reset();
        _isSynchronized = false;
        State = ViewerState.Joining;
    }

    private void Leave()
    {
        State = View.Health.IsEnded && _isSynchronized ? ViewerState.Ended : ViewerState.Searching;
        _events.Leave();
        _conflated.Leave();
        _snapshot.Reset();
        _marketSession = null;
        _isSynchronized = false;
    }

    private void Lose()
    {
        _events.Hold();
        _conflated.Hold();
        if (!_isSynchronized) return; // It was being made up for already.
        _isSynchronized = false;
        _snapshot.Reset();
        State = ViewerState.Resynchronizing;
    }

    private void OnSnapshot(int sessionId, long place, ReadOnlySpan<byte> message)
    {
        if (_isSynchronized || _events.SessionId is null) return;
        if (SnapshotBegin.TryDecode(message, out var begin))
        {
            if (begin.EventsSessionId == _events.SessionId) StartSnapshot(sessionId, in begin);
        }
        else if (_snapshot.Take(sessionId, place, message))
        {
            Synchronize();
        }
    }

    private void StartSnapshot(int sessionId, in SnapshotBegin begin)
    {
        _snapshot.Start(sessionId, in begin);
        if (_options.Market == MarketStream.None) return;
        if (begin.ConflatedSessionId != 0 && _conflated.SessionId != begin.ConflatedSessionId)
            _conflated.Follow(begin.ConflatedSessionId, (long)begin.ConflatedSequence + 1);
        if (_options.Market == MarketStream.EveryUpdate && begin.MarketSessionId != 0 && _marketSession != begin.MarketSessionId)
            (_marketSession, _marketNext) = (begin.MarketSessionId, 0);
    }

    private void Synchronize()
    {
        var begin = _snapshot.Begin;
        var isWhole = _events.Covers((long)begin.EventsSequence)
            && (_conflated.SessionId is null || _conflated.Covers((long)begin.ConflatedSequence));
        if (!isWhole) return; // Something between it and what is held is missing: the next one stands for more.
        if (_viewedSession == _events.SessionId) View.ClearState();
        else View.Clear();
        _viewedSession = _events.SessionId;
        ApplySnapshot(in begin);
        var sink = new ViewSink(this, StreamIds.Events);
        _events.Release((long)begin.EventsSequence, ref sink);
        EventsSequence = _events.Next - 1;
        sink = new ViewSink(this, StreamIds.Conflated);
        if (_conflated.SessionId is not null) _conflated.Release((long)begin.ConflatedSequence, ref sink);
        _snapshot.Reset();
        _isSynchronized = true;
        if (Synchronizations++ > 0) Resynchronizations++;
        State = View.Health.IsEnded ? ViewerState.Ended : ViewerState.Live;
    }

    private void ApplySnapshot(in SnapshotBegin begin)
    {
        Span<byte> head = stackalloc byte[SnapshotBegin.EncodedLength];
        begin.Encode(head);
        View.Apply(head);
        foreach (var entry in _snapshot) View.Apply(entry.Message);
    }

    private void OnConflated(int sessionId, long sequence, ReadOnlySpan<byte> message)
    {
        if (sessionId != _conflated.SessionId) return;
        switch (_conflated.Take(sequence, message))
        {
            case Arrival.Next: Show(StreamIds.Conflated, message); break;
            case Arrival.AfterGap: Lose(); break;
            default: break;
        }
    }

    private void OnMarket(int sessionId, long sequence, ReadOnlySpan<byte> message)
    {
        if (sessionId != _marketSession || sequence < _marketNext) return;
        if (_marketNext != 0) MarketMissed += sequence - _marketNext;
        _marketNext = sequence + 1;
        if (!_isSynchronized) return;
        View.ApplyUpdate(sequence, message);
        _options.Observer?.Invoke(StreamIds.Market, message);
    }

    private void Show(int streamId, ReadOnlySpan<byte> message)
    {
        View.Apply(message);
        _options.Observer?.Invoke(streamId, message);
    }

    private void Look(ReadOnlySpan<byte> message)
    {
        if (EngineHealth.TryDecode(message, out var health))
        {
            LagNanos = _clock.NanosSinceEpoch() - health.TimestampNanos;
            if (!_conflated.IsWholeTo((long)health.ConflatedSequence)) Lose();
        }

        if (View.Health.IsEnded) State = ViewerState.Ended;
        else if (State == ViewerState.Stale) State = ViewerState.Live;
    }

    /// <summary>Hands what was held to the view.</summary>
    private readonly struct ViewSink(EngineFollower follower, int streamId) : IMessageSink
    {
        public void Take(long sequence, ReadOnlySpan<byte> message) => follower.Show(streamId, message);
    }
}
