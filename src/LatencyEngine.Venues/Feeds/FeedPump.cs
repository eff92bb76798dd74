using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.Runtime.Waiting;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// Moves the events of a feed into the engine's input ring, as fast as possible or paced by their own times. One cold
/// thread: <see cref="Run"/>, a thread of its own by <see cref="Start"/>, or steps by hand. Counters may be read by
/// any thread; the feed belongs to the caller.
/// </summary>
/// <remarks>
/// <para><b>Nothing is dropped.</b> When the ring is full the pump waits, and counts how often.</para>
/// <para><b>Order.</b> Ingress times never go back: an event that is older than the one before gets its time, and is
/// counted. The times of other producers of the ring are theirs.</para>
/// <para><b>Going on.</b> A pump that follows a restart reads again what was published before, and publishes what
/// comes after that. A source that tells otherwise than before is refused.</para>
/// <para><b>Pace.</b> The first event is due at once, every later one as long after it as the recording says, divided
/// by the speed. A pump that is late does not wait until it has caught up. Between events it naps for up to 50 µs and
/// what the system adds to that: tens of microseconds on Linux, a millisecond and more on Windows.</para>
/// </remarks>
public sealed class FeedPump : IAgent
{
    /// <summary>Events of one duty cycle; bounds the time until a cancellation is seen.</summary>
    public const int EventsPerCycleMax = 256;

    private const long NapNanosMin = 1_000;
    private const long NapNanosMax = 50_000;

    private readonly IFeed _feed;
    private readonly MultiProducerSequencer<EngineEvent> _input;
    private readonly FeedPace _pace;
    private readonly IClock _clock;
    private EngineEvent _held;
    private AdaptiveWait _roomWait;
    private bool _isHeld;
    private bool _isRingFull;
    private bool _isStarted;
    private bool _isOver;
    private long _firstNanos;
    private long _startNanos;
    private long _lastNanos = long.MinValue;
    private long _events;
    private long _passedOver;
    private long _reordered;
    private long _fullWaits;

    /// <param name="input">Shared with the other producers of the ring.</param>
    /// <param name="clock">Its monotonic time paces; not read otherwise.</param>
    public FeedPump(
        IFeed feed, MultiProducerSequencer<EngineEvent> input, FeedPace pace, IClock clock, string roleName = "feed")
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(clock);
        _feed = feed;
        _input = input;
        _pace = pace;
        _clock = clock;
        RoleName = roleName;
    }

    public string RoleName { get; }

    /// <summary>Events published.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Events whose time went backwards.</summary>
    public long Reordered => Volatile.Read(ref _reordered);

    /// <summary>Time of the event read last; 0 before the first. The pump's thread, others after its end.</summary>
    public long LastNanos => Math.Max(0, _lastNanos);

    /// <summary>Told the ring sequence of every event right before it is published, for measurements outside the engine.</summary>
    public Action<long>? Publishing { get; init; }

    /// <summary>Events that were published before a restart: read again, and not published.</summary>
    public long PublishedBefore { get; init; }

    /// <summary>The last one of them; an empty one is not compared.</summary>
    public EngineEvent LastPublishedBefore { get; init; }

    /// <summary>How often the ring was full.</summary>
    public long FullWaits => Volatile.Read(ref _fullWaits);

    /// <summary>Whether the feed has ended and everything of it is in the ring.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>Why the thread of <see cref="Start"/> ended early; <c>null</c> if it did not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Pumps until the feed ends or the token is canceled.</summary>
    /// <returns>Whether the feed has ended.</returns>
    /// <exception cref="FeedFormatException">The source is not what it should be.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="RingHaltedException">The engine has stopped.</exception>
    public bool Run(CancellationToken cancellation)
    {
        var idle = new BackOffIdle(NapNanosMin, NapNanosMax);
        while (!IsOver && !cancellation.IsCancellationRequested)
        {
            var count = DoWork();
            if (_isRingFull) WaitForRoom(cancellation);
            else idle.Idle(count);
        }

        return IsOver;
    }

    /// <summary>Runs in a thread of its own, which keeps what stops it in <see cref="Failure"/>.</summary>
    public RoleThread Start(ThreadPlacement placement, CancellationToken cancellation) =>
        RoleThread.Start(RoleName, placement, () => RunAndKeepFailure(cancellation));

    /// <summary>Publishes what is due and fits, up to <see cref="EventsPerCycleMax"/>; never waits.</summary>
    public int DoWork()
    {
        var count = 0;
        while (count < EventsPerCycleMax && TryHold() && (TryPassOver() || (IsDue() && TryPublish()))) count++;
        return count;
    }

    public void OnStart()
    {
    }

    public void OnClose()
    {
    }

    private void RunAndKeepFailure(CancellationToken cancellation)
    {
        try
        {
            Run(cancellation);
        }
        catch (Exception e) when (e is FeedFormatException or IOException or RingHaltedException)
        {
            Failure = e;
        }
    }

    private bool TryHold()
    {
        if (_isHeld) return true;
        if (_isOver) return false;
        var read = _feed.TryRead(ref _held);
        if (read == FeedRead.End) End();
        if (read != FeedRead.Event) return false;
        if (_held.TimestampNanos < _lastNanos)
        {
            _held.TimestampNanos = _lastNanos;
            Volatile.Write(ref _reordered, _reordered + 1);
        }

        _lastNanos = _held.TimestampNanos;
        return _isHeld = true;
    }

    private void End()
    {
        if (_passedOver < PublishedBefore)
            throw new FeedFormatException(
                _feed.Name, 0, $"the feed ends after {_passedOver} events; before the restart it had told {PublishedBefore}");
        Volatile.Write(ref _isOver, true);
    }

    private bool TryPassOver()
    {
        if (_passedOver == PublishedBefore) return false;
        _passedOver++;
        if (_passedOver == PublishedBefore) CheckSame();
        _isHeld = false;
        return true;
    }

    private void CheckSame()
    {
        var before = LastPublishedBefore;
        if (before.TemplateId == 0 || before.AsBytes().SequenceEqual(_held.AsBytes())) return;
        throw new FeedFormatException(
            _feed.Name, 0, $"event {PublishedBefore} is not the one of before the restart: found {_held}; expected {before}");
    }

    private bool IsDue()
    {
        if (!_pace.IsPaced) return true;
        var now = _clock.MonotonicNanos();
        if (!_isStarted)
        {
            _isStarted = true;
            _startNanos = now;
            _firstNanos = _lastNanos;
        }

        return now - _startNanos >= _pace.DueNanos(_lastNanos - _firstNanos);
    }

    private bool TryPublish()
    {
        if (!_input.TryClaim(out var sequence))
        {
            _isRingFull = true;
            Volatile.Write(ref _fullWaits, _fullWaits + 1);
            return false;
        }

        Publish(sequence);
        return true;
    }

    private void WaitForRoom(CancellationToken cancellation)
    {
        try
        {
            Publish(_input.Claim(1, ref _roomWait, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The event stays in hand; the loop ends.
        }
    }

    private void Publish(long sequence)
    {
        _input[sequence] = _held;
        Publishing?.Invoke(sequence);
        _input.Publish(sequence);
        _isHeld = _isRingFull = false;
        Volatile.Write(ref _events, _events + 1);
    }
}
