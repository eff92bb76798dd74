using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.VenueQueues;

/// <summary>What the last command of a core traded: enough to ask whom an execution hit. A value over one list.</summary>
internal readonly struct LastTrades() : IMatchEvents
{
    private readonly Log _log = new();

    public int Count => _log.Trades().Count;

    public IReadOnlyList<MatchEvent> All => _log.Trades();

    public ref MatchEvent Next() => ref _log.Next();

    public void Publish()
    {
        // Read when the command returns.
    }

    public void Clear() => _log.Clear();

    private sealed class Log
    {
        private MatchEvent[] _events = new MatchEvent[64];
        private int _count;

        public ref MatchEvent Next()
        {
            if (_count == _events.Length) Array.Resize(ref _events, 2 * _count);
            return ref _events[_count++];
        }

        public List<MatchEvent> Trades()
        {
            var trades = new List<MatchEvent>();
            for (var i = 0; i < _count; i++)
                if (_events[i].Kind == MatchEventKind.Traded) trades.Add(_events[i]);
            return trades;
        }

        public void Clear() => _count = 0;
    }
}
