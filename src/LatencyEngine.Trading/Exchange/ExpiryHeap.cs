namespace LatencyEngine.Trading.Exchange;

/// <summary>
/// Orders that end at a time, the next one first; at one time the smaller id. A binary heap of details. The core's thread.
/// </summary>
internal sealed class ExpiryHeap(OrderPool pool)
{
    private readonly int[] _details = new int[pool.DetailCapacity];
    private readonly int[] _places = new int[pool.DetailCapacity];
    private int _count;

    /// <summary>When the first order ends; <see cref="long.MaxValue"/> where none does.</summary>
    public long NextNanos { get; private set; } = long.MaxValue;

    /// <summary>The order that ends first. There must be one.</summary>
    public int First => pool.OrderOf(_details[0]);

    public void Add(int detail)
    {
        Put(_count++, detail);
        Rise(_count - 1);
        Look();
    }

    public void Remove(int detail)
    {
        var place = _places[detail];
        var last = _details[--_count];
        if (place != _count)
        {
            Put(place, last);
            Rise(place);
            Sink(_places[last]);
        }

        Look();
    }

    private void Look() => NextNanos = _count == 0 ? long.MaxValue : pool.Detail(_details[0]).ExpireNanos;

    private void Put(int place, int detail)
    {
        _details[place] = detail;
        _places[detail] = place;
    }

    private void Rise(int place)
    {
        while (place > 0 && IsBefore(place, (place - 1) / 2))
        {
            Swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void Sink(int place)
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= _count) return;
            if (child + 1 < _count && IsBefore(child + 1, child)) child++;
            if (!IsBefore(child, place)) return;
            Swap(place, child);
            place = child;
        }
    }

    private void Swap(int one, int other)
    {
        var detail = _details[one];
        Put(one, _details[other]);
        Put(other, detail);
    }

    private bool IsBefore(int one, int other)
    {
        ref var a = ref pool.Detail(_details[one]);
        ref var b = ref pool.Detail(_details[other]);
        if (a.ExpireNanos != b.ExpireNanos) return a.ExpireNanos < b.ExpireNanos;
        return pool[a.Order].OrderId < pool[b.Order].OrderId;
    }
}
