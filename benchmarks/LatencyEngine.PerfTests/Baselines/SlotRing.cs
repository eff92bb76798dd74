using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>The bare ring whose slots carry their sequence, with a pace for the consumer.</summary>
internal sealed class SlotRing<T, TPace>(int capacity) : IBareRing
    where T : unmanaged, IPayload
    where TPace : struct, IPace
{
    // The consumer tells its progress in steps, not per event: the producer needs it once per lap at most.
    private const long ProgressStep = 64;

    private readonly Slots<SequencedSlot<T>> _slots = new(capacity);
    private PaddedLong _consumed;
    private PaddedLong _produced; // Private to the producer; padded away from the consumer's counter.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Produce(long count, int batch)
    {
        var first = _produced.Acquire();
        var end = first + count;
        var wall = _consumed.Acquire() + _slots.Capacity;
        for (var next = first; next < end; next++)
        {
            while (next >= wall)
            {
                wall = _consumed.Acquire() + _slots.Capacity;
                if (next >= wall) Cpu.Pause(1);
            }
            ref var slot = ref _slots[next];
            slot.Value.Write(next - first);
            Volatile.Write(ref slot.Mark, next + 1);
        }
        _produced.Release(end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Consume(long count)
    {
        var pace = default(TPace);
        var next = _consumed.Acquire();
        var end = next + count;
        var sum = 0L;
        var batchStart = next;
        while (next < end)
        {
            ref var slot = ref _slots[next];
            if (Volatile.Read(ref slot.Mark) == next + 1)
            {
                sum += slot.Value.Read();
                next++;
                if ((next & (ProgressStep - 1)) == 0) _consumed.Release(next);
                continue;
            }
            if (next != batchStart) pace.AfterBatch(next - batchStart);
            else pace.AfterEmptyPoll();
            batchStart = next;
        }
        _consumed.Release(next);
        return sum;
    }

    public void Dispose() => _slots.Dispose();
}
