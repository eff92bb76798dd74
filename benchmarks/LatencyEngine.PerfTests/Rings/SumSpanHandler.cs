using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Sums what the events hold, a span at a time: the sum stays in a register, as in the bare rings. The consuming thread.
/// </summary>
internal struct SumSpanHandler<T>(Tally tally) : IBatchHandler<T>
    where T : unmanaged, IPayload
{
    private long _sum;

    public void OnBatch(Span<T> events, long firstSequence, bool endOfBatch)
    {
        var sum = _sum;
        foreach (ref var e in events) sum += e.Read();
        _sum = sum;
        if (endOfBatch) tally.Sum = sum;
    }
}
