namespace LatencyEngine.Strategies.Contract;

/// <summary>
/// The timers of all strategies, earliest first, equal times in the order in which they were set: a binary heap of
/// fixed size. The strategy stage's thread.
/// </summary>
public sealed class TimerQueue(int capacity)
{
    private readonly Entry[] _heap = new Entry[capacity];
    private long _lastOrder;

    public int Count { get; private set; }

    /// <summary>When the earliest is due; never when there is none.</summary>
    public long NextDueNanos => Count == 0 ? long.MaxValue : _heap[0].DueNanos;

    public bool TryAdd(long dueNanos, ushort strategyId, long timerId)
    {
        if (Count == _heap.Length) return false;
        var entry = new Entry(dueNanos, ++_lastOrder, timerId, strategyId);
        var at = Count++;
        while (at > 0 && entry.IsBefore(_heap[(at - 1) / 2]))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = entry;
        return true;
    }

    /// <summary>Takes the earliest; there is one.</summary>
    public void Take(out ushort strategyId, out long timerId)
    {
        strategyId = _heap[0].StrategyId;
        timerId = _heap[0].TimerId;
        var last = _heap[--Count];
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && _heap[child + 1].IsBefore(_heap[child])) child++;
            if (!_heap[child].IsBefore(last)) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
    }

    private readonly record struct Entry(long DueNanos, long Order, long TimerId, ushort StrategyId)
    {
        public bool IsBefore(in Entry other) =>
            DueNanos != other.DueNanos ? DueNanos < other.DueNanos : Order < other.Order;
    }
}
