using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// A bare ring with three stages, as a chain (first, second, last) or a diamond (first and second side by
/// side, then last). All its waits spin a little and then yield, because there are more threads than cores.
/// </summary>
internal sealed class StageRing(int capacity, bool isDiamond) : IDisposable
{
    private readonly Slots<StageEvent> _slots = new(capacity);
    private PaddedLong _published;
    private PaddedLong _first;
    private PaddedLong _second;
    private PaddedLong _last;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Produce(long count)
    {
        var pace = default(YieldingPace);
        var first = _published.Acquire();
        var wall = _last.Acquire() + _slots.Capacity;
        for (var next = first; next < first + count; next++)
        {
            while (next >= wall)
            {
                wall = _last.Acquire() + _slots.Capacity;
                if (next >= wall) pace.AfterEmptyPoll();
            }
            _slots[next].Number = next - first;
            _published.Release(next + 1);
            pace.AfterBatch(1);
        }
    }

    public void RunFirst(long count) => Follow<First>(ref _first, count);

    public void RunSecond(long count)
    {
        if (isDiamond) Follow<DiamondSecond>(ref _second, count);
        else Follow<ChainSecond>(ref _second, count);
    }

    /// <summary>Returns the sum of what the last stage found.</summary>
    public long RunLast(long count) => Follow<Last>(ref _last, count);

    public void Dispose() => _slots.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Follow<TStage>(ref PaddedLong own, long count)
        where TStage : struct, IStage
    {
        var pace = default(YieldingPace);
        var next = own.Acquire();
        var end = next + count;
        var sum = 0L;
        while (next < end)
        {
            var available = TStage.Upstream(this);
            if (available == next)
            {
                pace.AfterEmptyPoll();
                continue;
            }
            for (; next < available; next++) sum += TStage.Work(ref _slots[next]);
            own.Release(next);
            pace.AfterBatch(1);
        }
        return sum;
    }

    private interface IStage
    {
        static abstract long Upstream(StageRing ring);

        static abstract long Work(ref StageEvent e);
    }

    private readonly struct First : IStage
    {
        public static long Upstream(StageRing ring) => ring._published.Acquire();

        public static long Work(ref StageEvent e)
        {
            StageWork.First(ref e);
            return 0;
        }
    }

    private readonly struct ChainSecond : IStage
    {
        public static long Upstream(StageRing ring) => ring._first.Acquire();

        public static long Work(ref StageEvent e)
        {
            StageWork.ChainSecond(ref e);
            return 0;
        }
    }

    private readonly struct DiamondSecond : IStage
    {
        public static long Upstream(StageRing ring) => ring._published.Acquire();

        public static long Work(ref StageEvent e)
        {
            StageWork.DiamondSecond(ref e);
            return 0;
        }
    }

    private readonly struct Last : IStage
    {
        // In a chain the second stage is never ahead of the first, so the minimum is the second.
        public static long Upstream(StageRing ring) =>
            Math.Min(ring._first.Acquire(), ring._second.Acquire());

        public static long Work(ref StageEvent e) => StageWork.Last(in e);
    }
}
