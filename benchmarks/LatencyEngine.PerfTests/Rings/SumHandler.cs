using System.Runtime.CompilerServices;
using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.Runtime.Processing;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Sums what the events hold and shows the sum at the end of each batch. The consuming thread.
/// </summary>
internal struct SumHandler<T>(Tally tally) : IEventHandler<T>
    where T : unmanaged, IPayload
{
    private long _sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref T e, long sequence, bool endOfBatch)
    {
        _sum += e.Read();
        if (endOfBatch) tally.Sum = _sum;
    }
}
