using LatencyEngine.Domain;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// Keeps the told book right: joins snapshots and depth messages, and tells when they do not join. One thread; owns
/// the depth messages that wait for a snapshot.
/// </summary>
/// <remarks>
/// <para><b>Without a book</b> (before the first snapshot and after a gap) depth messages are held back, and the feed
/// is resynchronizing. A snapshot starts the book, and the held messages that are newer follow it.</para>
/// <para><b>With a book</b> a snapshot that is newer replaces it; one that is not tells nothing new.</para>
/// </remarks>
internal sealed class BinanceBookFeed(BinanceEventWriter writer)
{
    private readonly DepthSequence _sequence = new();
    private readonly HeldDepth _held = new();
    private bool _isResynchronizing;
    private bool _hadGap;

    /// <summary>Whether held messages follow the book and are to be told by <see cref="TellHeld"/>.</summary>
    public bool HasHeldToTell => _sequence.IsLive && _held.Count > 0;

    public void OnSnapshot(BinanceMessage message, long messages, ref BinanceFeedCounts counts)
    {
        if (_sequence.IsLive && message.UpdateId <= _sequence.LastId)
        {
            counts.StaleSnapshots++;
            return;
        }

        var levels = message.Levels.Levels;
        if (_sequence.IsLive) writer.ClearBook(levels.IsEmpty ? MarketFlags.EndOfBatch : MarketFlags.None);
        var flags = _hadGap ? MarketFlags.Snapshot | MarketFlags.Recovered : MarketFlags.Snapshot;
        writer.Levels(levels, message.SourceNanos, flags);
        if (_isResynchronizing) writer.Status(FeedState.Connected, messages);
        _isResynchronizing = false;
        _hadGap = false;
        _sequence.Start(message.UpdateId);
    }

    public void OnDepth(BinanceMessage message, long messages, ref BinanceFeedCounts counts)
    {
        if (_sequence.IsLive && TryTell(
            message.Ids, message.Levels.Levels, message.SourceNanos, messages, ref counts)) return;
        if (!_isResynchronizing) Resynchronize(messages);
        counts.AbandonedDepthMessages += _held.Add(message);
    }

    /// <summary>Tells the oldest held message; a gap between held messages holds the rest back again.</summary>
    public void TellHeld(long messages, ref BinanceFeedCounts counts)
    {
        if (TryTell(_held.FirstIds, _held.FirstLevels, _held.FirstSourceNanos, messages, ref counts))
            _held.RemoveFirst();
    }

    /// <summary>The recording is over: what is held will never be told.</summary>
    public void End(ref BinanceFeedCounts counts) => counts.AbandonedDepthMessages += _held.Clear();

    /// <returns><c>false</c> where messages before it are missing: the gap is told, the message is not.</returns>
    private bool TryTell(
        DepthIds ids, ReadOnlySpan<BinanceLevel> levels, long sourceNanos, long messages, ref BinanceFeedCounts counts)
    {
        var expected = _sequence.LastId + 1;
        switch (_sequence.Judge(ids))
        {
            case DepthVerdict.Apply: writer.Levels(levels, sourceNanos, MarketFlags.None); return true;
            case DepthVerdict.Stale: counts.StaleDepthMessages++; return true;
            default:
                writer.Gap(expected, ids.Previous + 1, isBookLost: true);
                Resynchronize(messages);
                writer.ClearBook(MarketFlags.EndOfBatch);
                _sequence.Lose();
                _hadGap = true;
                return false;
        }
    }

    private void Resynchronize(long messages)
    {
        writer.Status(FeedState.Resynchronizing, messages);
        _isResynchronizing = true;
    }
}
