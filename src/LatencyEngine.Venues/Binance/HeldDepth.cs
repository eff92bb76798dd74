using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// Depth messages that wait for a snapshot, oldest first. One thread; owns a bounded store.
/// </summary>
/// <remarks>
/// <b>Limits.</b> At either maximum everything held is given up: a snapshot that is still to come is, as a rule,
/// newer, and if it is not, the message after it shows the gap.
/// </remarks>
internal sealed class HeldDepth
{
    public const int MessagesMax = 1024;
    public const int LevelsMax = 2 * BinanceMessage.LevelsMax;

    private readonly Entry[] _entries = new Entry[MessagesMax];
    private readonly LevelBuffer _levels = new(LevelsMax);
    private int _first;
    private int _end;

    public int Count => _end - _first;

    public DepthIds FirstIds => _entries[_first].Ids;

    public long FirstSourceNanos => _entries[_first].SourceNanos;

    public ReadOnlySpan<BinanceLevel> FirstLevels =>
        _levels.Levels.Slice(_entries[_first].LevelStart, _entries[_first].LevelCount);

    /// <summary>Holds a copy of a message.</summary>
    /// <returns>How many messages were given up to make room.</returns>
    public int Add(BinanceMessage message)
    {
        var levels = message.Levels.Levels;
        var isFull = _end == MessagesMax || _levels.Count + levels.Length > LevelsMax;
        var givenUp = isFull ? Clear() : 0;
        _entries[_end++] = new Entry(message.Ids, message.SourceNanos, _levels.Count, levels.Length);
        var added = _levels.TryAdd(levels);
        Invariant.Check(added);
        return givenUp;
    }

    public void RemoveFirst()
    {
        _first++;
        if (_first == _end) Clear();
    }

    /// <returns>How many messages were held.</returns>
    public int Clear()
    {
        var count = Count;
        _first = 0;
        _end = 0;
        _levels.Clear();
        return count;
    }

    private readonly record struct Entry(DepthIds Ids, long SourceNanos, int LevelStart, int LevelCount);
}
