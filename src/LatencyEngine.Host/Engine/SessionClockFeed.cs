using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Puts a <c>TimeAdvanced</c> into a feed at every full second of its own time in which it tells something, so that
/// timers fire and bars close in quiet instruments. Read by the feed's thread; owns the feed.
/// </summary>
internal sealed class SessionClockFeed(IFeed inner) : IFeed
{
    /// <summary>Template ids are below this.</summary>
    public const int TemplateEnd = 256;

    private const long IntervalNanos = 1_000_000_000;

    private readonly long[] _told = new long[TemplateEnd];
    private EngineEvent _ahead;
    private bool _hasAhead;
    private long _nextNanos = long.MinValue;

    public string Name => inner.Name;

    public ushort FeedId => inner.FeedId;

    public FeedProgress Progress => inner.Progress;

    /// <summary>Time of the next event, which stays next; 0 when there is none, or none yet.</summary>
    public long PeekNanos() => LookAhead() == FeedRead.Event ? _ahead.TimestampNanos : 0;

    /// <summary>Events of the feed by their message. The feed's thread, others after its end.</summary>
    public long ToldOf(int templateId) => _told[templateId];

    public FeedRead TryRead(ref EngineEvent slot)
    {
        var read = LookAhead();
        if (read != FeedRead.Event) return read;

        if (IsTimeDue(out var dueNanos))
        {
            slot.Begin<TimeAdvanced>().TimestampNanos = dueNanos;
            return FeedRead.Event;
        }

        slot = _ahead;
        _told[slot.TemplateId]++;
        _hasAhead = false;
        return FeedRead.Event;
    }

    public void Dispose() => inner.Dispose();

    private FeedRead LookAhead()
    {
        if (_hasAhead) return FeedRead.Event;
        var read = inner.TryRead(ref _ahead);
        _hasAhead = read == FeedRead.Event;
        return read;
    }

    // Quiet seconds are not told one by one: the last full second before the event says as much.
    private bool IsTimeDue(out long dueNanos)
    {
        var now = _ahead.TimestampNanos;
        dueNanos = now - (now % IntervalNanos);
        var isFirst = _nextNanos == long.MinValue;
        var isDue = !isFirst && now >= _nextNanos;
        if (isFirst || isDue) _nextNanos = dueNanos + IntervalNanos;
        return isDue;
    }
}
