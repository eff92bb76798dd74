using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>What a core said since it was cleared. One thread; grows to what the longest command says.</summary>
internal readonly struct EventList : IMatchEvents
{
    private const int CapacityAtFirst = 256;

    private readonly Store _store = new();

    public EventList()
    {
    }

    /// <summary>Good until the core says more.</summary>
    public ReadOnlySpan<MatchEvent> Written => _store.Events.AsSpan(0, _store.Count);

    public ref MatchEvent Next()
    {
        if (_store.Count == _store.Events.Length) Array.Resize(ref _store.Events, 2 * _store.Count);
        return ref _store.Events[_store.Count++];
    }

    public void Publish()
    {
        // Whoever gave the command reads the list when it is done.
    }

    public void Clear() => _store.Count = 0;

    private sealed class Store
    {
        public MatchEvent[] Events = new MatchEvent[CapacityAtFirst];
        public int Count;
    }
}
