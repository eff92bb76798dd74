using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// The bare ring of several producers: they claim with one compare-and-swap and publish by marking the slot.
/// Events are numbered within each producer's share.
/// </summary>
internal sealed class SharedSlotRing<T, TPace>(int capacity) : IDisposable
    where T : unmanaged, IPayload
    where TPace : struct, IPace
{
    private const long ProgressStep = 64;

    private readonly Slots<SequencedSlot<T>> _slots = new(capacity);
    private PaddedLong _claimed;
    private PaddedLong _consumed;

    /// <summary>
    /// Publishes events numbered from <paramref name="firstNumber"/>. Called by any producer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Produce(long firstNumber, long count)
    {
        var pace = default(TPace);
        var wall = _consumed.Acquire() + _slots.Capacity;
        for (var number = firstNumber; number < firstNumber + count;)
        {
            var next = _claimed.Acquire();
            if (next >= wall)
            {
                wall = _consumed.Acquire() + _slots.Capacity;
                if (next >= wall) pace.AfterEmptyPoll();
                continue;
            }
            if (!_claimed.TryMove(next, next + 1)) continue;
            ref var slot = ref _slots[next];
            slot.Value.Write(number++);
            Volatile.Write(ref slot.Mark, next + 1);
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
            ref var slot = ref _slots[next];
            if (Volatile.Read(ref slot.Mark) != next + 1)
            {
                _consumed.Release(next);
                pace.AfterEmptyPoll();
                continue;
            }
            sum += slot.Value.Read();
            next++;
            if ((next & (ProgressStep - 1)) == 0) _consumed.Release(next);
            pace.AfterBatch(1);
        }
        _consumed.Release(next);
        return sum;
    }

    public void Dispose() => _slots.Dispose();
}
