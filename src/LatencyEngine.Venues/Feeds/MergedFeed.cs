using LatencyEngine.Domain.Events;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// Several feeds told as one, in order of time. Read by one cold thread; owns the feeds.
/// </summary>
/// <remarks>
/// <para><b>Ties.</b> Of events with the same time, those of the feed that stands first in the list come first, each
/// feed's in its own order.</para>
/// <para><b>Order.</b> What is told never goes back in time. An event that is older than what was told before it
/// (of its own feed, or of others while a live feed had nothing) is moved up to that time, and counted as reordered;
/// its <c>SourceNanos</c> stays.</para>
/// <para><b>Live feeds</b> that answer Pending hold nobody back.</para>
/// <para><b>Bad input</b> in one feed ends them all: what the others still had would be told without it.</para>
/// <para><b>Cost.</b> Two copies of an event and one look at each feed.</para>
/// </remarks>
public sealed class MergedFeed : IFeed
{
    /// <summary>Every event looks at every feed: more belong into a tree.</summary>
    public const int FeedsMax = 256;

    private const long NothingToTell = long.MaxValue;

    private readonly IFeed[] _feeds;
    private readonly EngineEvent[] _heads;
    private readonly long[] _headNanos;
    private readonly bool[] _isOver;
    private long _lastNanos = long.MinValue;
    private long _told;
    private long _reordered;
    private bool _failed;

    /// <param name="feeds">In order of precedence at equal times.</param>
    public MergedFeed(params ReadOnlySpan<IFeed> feeds)
    {
        if (feeds.Length is 0 or > FeedsMax)
            throw new ArgumentException($"Expected 1 to {FeedsMax} feeds, found {feeds.Length}.", nameof(feeds));
        _feeds = feeds.ToArray();
        _heads = new EngineEvent[_feeds.Length];
        _headNanos = new long[_feeds.Length];
        _isOver = new bool[_feeds.Length];
        Array.Fill(_headNanos, NothingToTell);
        Name = string.Join(" + ", _feeds.Select(feed => feed.Name));
    }

    public string Name { get; }

    /// <summary>None of its own: status and gaps are those of the feeds.</summary>
    public ushort FeedId => 0;

    public FeedProgress Progress
    {
        get
        {
            var sum = new FeedProgress(0, _told, 0, 0, 0, _reordered);
            foreach (var feed in _feeds)
            {
                var part = feed.Progress;
                sum = new FeedProgress(
                    sum.SourceMessages + part.SourceMessages, _told, sum.BytesRead + part.BytesRead,
                    sum.BytesTotal + part.BytesTotal, sum.Gaps + part.Gaps, sum.Reordered + part.Reordered);
            }

            return sum;
        }
    }

    public FeedRead TryRead(ref EngineEvent slot)
    {
        if (_failed) return FeedRead.End;
        var first = -1;
        var firstNanos = NothingToTell;
        var isPending = false;
        for (var i = 0; i < _feeds.Length; i++)
        {
            if (_headNanos[i] == NothingToTell && !_isOver[i]) isPending |= !TryFill(i);
            if (_headNanos[i] >= firstNanos) continue;
            first = i;
            firstNanos = _headNanos[i];
        }

        if (first < 0) return isPending ? FeedRead.Pending : FeedRead.End;
        slot = _heads[first];
        _headNanos[first] = NothingToTell;
        _lastNanos = firstNanos;
        _told++;
        return FeedRead.Event;
    }

    public void Dispose()
    {
        foreach (var feed in _feeds) feed.Dispose();
    }

    /// <returns><c>false</c> when the feed has nothing now, but may have later.</returns>
    private bool TryFill(int index)
    {
        _failed = true; // Stays so if the feed throws.
        var read = _feeds[index].TryRead(ref _heads[index]);
        _failed = false;
        if (read == FeedRead.Event) TakeHead(index);
        _isOver[index] = read == FeedRead.End;
        return read != FeedRead.Pending;
    }

    // Before the next event of a feed is asked for, its last one was told: one comparison covers both reasons.
    private void TakeHead(int index)
    {
        var nanos = _heads[index].TimestampNanos;
        if (nanos < _lastNanos)
        {
            nanos = _heads[index].TimestampNanos = _lastNanos;
            _reordered++;
        }

        _headNanos[index] = nanos;
    }
}
