using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// The bare ring with one published cursor: two counters, each end caching the other's, and a pace for the
/// consumer.
/// </summary>
internal sealed class CursorRing<T, TPace>(int capacity) : IBareRing
    where T : unmanaged, IPayload
    where TPace : struct, IPace
{
    private readonly Slots<T> _slots = new(capacity);
    private PaddedLong _published;
    private PaddedLong _consumed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Produce(long count, int batch)
    {
        var first = _published.Acquire();
        var end = first + count;
        var wall = _consumed.Acquire() + _slots.Capacity;
        for (var next = first; next < end;)
        {
            var upTo = Math.Min(next + batch, end);
            while (upTo > wall)
            {
                wall = _consumed.Acquire() + _slots.Capacity;
                if (upTo > wall) Cpu.Pause(1);
            }
            for (; next < upTo; next++) _slots[next].Write(next - first);
            _published.Release(upTo);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Consume(long count)
    {
        var pace = default(TPace);
        var next = _consumed.Acquire();
        var end = next + count;
        var sum = 0L;
        while (next < end)
        {
            var available = _published.Acquire();
            if (available == next)
            {
                pace.AfterEmptyPoll();
                continue;
            }
            var batch = available - next;
            for (; next < available; next++) sum += _slots[next].Read();
            _consumed.Release(next);
            pace.AfterBatch(batch);
        }
        return sum;
    }

    public void Dispose() => _slots.Dispose();
}
