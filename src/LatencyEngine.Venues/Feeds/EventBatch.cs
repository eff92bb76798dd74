using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// The events of one source message, written as a whole and told one by one. Used by the feed's thread; owns its
/// slots, allocated once.
/// </summary>
internal sealed class EventBatch(int capacity)
{
    private readonly EngineEvent[] _events = new EngineEvent[capacity];
    private int _count;
    private int _told;

    public bool IsEmpty => _told == _count;

    /// <summary>The next slot, to be filled.</summary>
    /// <exception cref="IndexOutOfRangeException">A message made more events than it can: a bug.</exception>
    public ref EngineEvent Add() => ref _events[_count++];

    /// <summary>Marks the last market data event as the end of its message.</summary>
    /// <remarks>Quote, Trade, BookDelta and BookOrder have the same head: one of them reads the flags of all.</remarks>
    public void CloseMessage() => _events[_count - 1].As<Quote>().Flags |= MarketFlags.EndOfBatch;

    public bool TryTake(ref EngineEvent slot)
    {
        if (_told == _count) return false;
        slot = _events[_told++];
        if (_told == _count) Clear();
        return true;
    }

    public void Clear() => _told = _count = 0;
}
