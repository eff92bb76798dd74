using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Collections;
using LatencyEngine.Trading.Hashing;

namespace LatencyEngine.Trading.Risk;

/// <summary>
/// Client order ids of approved orders, so that none is used twice; beyond the capacity the oldest is forgotten. The
/// risk stage's thread.
/// </summary>
/// <remarks>
/// An id is kept as one number mixed from account and id, the same as in the table of live orders, so that two pairs
/// which share it (one in 2^64) are taken for one in both places: refused, never confused.
/// </remarks>
public sealed class ClientOrderIds
{
    private readonly LongMap<byte> _known;
    private readonly RingDeque<long> _order;

    public ClientOrderIds(int capacity)
    {
        _known = new LongMap<byte>(capacity);
        _order = new RingDeque<long>(capacity);
    }

    public bool Contains(uint accountId, ulong clientOrderId) => _known.Contains(Key(accountId, clientOrderId));

    public void Remember(uint accountId, ulong clientOrderId)
    {
        var key = Key(accountId, clientOrderId);
        if (_known.Contains(key)) return;
        if (_order.Count == _order.Capacity && _order.TryRemoveFirst(out var oldest)) _known.Remove(oldest);
        _known.TryAdd(key, 0);
        _order.TryAddLast(key);
    }

    public void AddTo(ref StateHash hash)
    {
        for (var i = 0; i < _order.Count; i++) hash.Add(_order[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Key(uint accountId, ulong clientOrderId)
    {
        var key = (long)(clientOrderId ^ (accountId * 0x9E3779B97F4A7C15));
        return key == LongMap<byte>.ReservedKey ? 0 : key;
    }
}
