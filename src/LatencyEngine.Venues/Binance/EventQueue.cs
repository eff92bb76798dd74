using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Venues.Binance;

/// <summary>
/// The events that came of one message and were not told yet. One thread; owns a bounded store that is used again
/// for each message and grows by doubling.
/// </summary>
internal sealed class EventQueue
{
    /// <summary>A message's levels, and what a gap or a snapshot adds to them.</summary>
    public const int EventsMax = BinanceMessage.LevelsMax + 16;

    private const int EventsInitial = 256;

    private EngineEvent[] _events = new EngineEvent[EventsInitial];
    private int _next;
    private int _count;

    public bool IsEmpty => _next == _count;

    /// <summary>Appends a message to be filled.</summary>
    /// <returns>Good until the next call.</returns>
    public ref T Add<T>()
        where T : unmanaged, ISbeMessage<T>
    {
        if (_count == _events.Length) Grow();
        return ref _events[_count++].Begin<T>();
    }

    /// <summary>Takes the oldest event. The queue is not empty.</summary>
    public void Take(ref EngineEvent slot)
    {
        slot = _events[_next++];
        if (_next < _count) return;
        _next = 0;
        _count = 0;
    }

    private void Grow()
    {
        Invariant.Check(_events.Length < EventsMax);
        Array.Resize(ref _events, Math.Min(_events.Length * 2, EventsMax));
    }
}
