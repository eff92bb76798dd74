using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Orders approved within the last second of event time, in all scopes: exact, because every order is remembered
/// until
/// its second is over. The risk stage's thread.
/// </summary>
/// <remarks><b>Limits.</b> <see cref="Capacity"/> orders in a second; beyond, orders are refused.</remarks>
public sealed class RateWindow(int rows)
{
    public const int Capacity = 65_536;

    public const long WindowNanos = 1_000_000_000;

    private readonly int[] _counts = new int[rows];
    private readonly RingDeque<Entry> _entries = new(Capacity);

    public bool IsFull => _entries.Count == Capacity;

    /// <summary>Forgets what is a second old or older.</summary>
    public void Advance(long nowNanos)
    {
        while (_entries.Count > 0 && nowNanos - _entries[0].Nanos >= WindowNanos)
        {
            if (!_entries.TryRemoveFirst(out var entry)) return;
            Count(in entry.Rows, -1);
        }
    }

    /// <summary>Orders of a scope since the window began.</summary>
    public int CountOf(int row) => _counts[row];

    /// <param name="nowNanos">Not before that of the order added last.</param>
    public void Add(in ScopeRows rows, long nowNanos)
    {
        if (_entries.TryAddLast(new Entry { Nanos = nowNanos, Rows = rows })) Count(in rows, 1);
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            ref var entry = ref _entries[i];
            hash.Add(entry.Nanos);
            for (var scope = 0; scope < ScopeRows.Count; scope++) hash.Add((long)entry.Rows[scope]);
        }
    }

    private void Count(in ScopeRows rows, int change)
    {
        for (var scope = 0; scope < ScopeRows.Count; scope++)
            if (rows[scope] != ScopeRows.None)
                _counts[rows[scope]] += change;
    }

    private struct Entry
    {
        public long Nanos;
        public ScopeRows Rows;
    }
}
