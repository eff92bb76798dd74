using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Orders;

namespace LatencyEngine.Trading.Matching;

/// <summary>Sweeps that are not finished, oldest first. The matching stage's thread; owns their places.</summary>
public sealed class SweepQueue(OrderTable orders)
{
    /// <summary>Most at the same time; before another one starts, the oldest is finished at once.</summary>
    public const int SweepsMax = 16;

    private readonly Sweep[] _sweeps = new Sweep[SweepsMax];

    public int Count { get; private set; }

    public bool IsFull => Count == SweepsMax;

    /// <summary>The oldest; there is one.</summary>
    public ref Sweep First => ref _sweeps[0];

    public void Add(in Sweep sweep) => _sweeps[Count++] = sweep;

    public void RemoveFirst()
    {
        Count--;
        for (var i = 0; i < Count; i++) _sweeps[i] = _sweeps[i + 1];
    }

    public void Clear() => Count = 0;

    /// <summary>Whether an order is waiting for its end. Such an order does not trade and is not changed.</summary>
    public bool Covers(in Order order)
    {
        for (var i = 0; i < Count; i++)
            if (_sweeps[i].Covers(in order)) return true;
        return false;
    }

    /// <summary>An order is about to leave the table: sweeps that stand at it go on to the next.</summary>
    public void Leaving(int link)
    {
        for (var i = 0; i < Count; i++)
            if (_sweeps[i].Place == link) _sweeps[i].Place = orders.NextLive(link);
    }

    public void AddTo(ref StateHash hash)
    {
        hash.Add(Count);
        for (var i = 0; i < Count; i++)
        {
            hash.Add(((ulong)_sweeps[i].Scope << 16) | ((ulong)_sweeps[i].Side << 8) | (ulong)_sweeps[i].Reason);
            hash.Add(_sweeps[i].ScopeId);
            hash.Add(_sweeps[i].LastOrderId);
            hash.Add(_sweeps[i].Place == OrderTable.None ? 0 : orders[_sweeps[i].Place].OrderId);
        }
    }
}
