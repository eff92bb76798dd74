using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>Everything that a core said, in order.</summary>
public readonly struct MatchEventList : IMatchEvents
{
    private readonly Store _store = new();

    public MatchEventList()
    {
    }

    public IReadOnlyList<MatchEvent> All => [.. _store.Events.Take(_store.Count)];

    public ref MatchEvent Next()
    {
        if (_store.Count == _store.Events.Length) Array.Resize(ref _store.Events, 2 * _store.Count);
        return ref _store.Events[_store.Count++];
    }

    public void Publish()
    {
        // A list needs no word that it may be read.
    }

    public void Clear() => _store.Count = 0;

    private sealed class Store
    {
        public MatchEvent[] Events = new MatchEvent[64];
        public int Count;
    }
}
