using Xunit;

namespace LatencyEngine.TestKit;

/// <summary>Asserts that warm code does not touch the managed heap of the calling thread.</summary>
public static class Allocation
{
    private const int WarmUpCalls = 100;
    private const int MeasuredCalls = 10_000;
    private const int RoundsMax = 3;

    /// <summary>
    /// Runs <paramref name="action"/> until it is warm, then asserts that 10 000 calls allocate nothing. The runtime allocates a
    /// little itself when it replaces code that is getting warm, once; code that allocates does so in every round.
    /// </summary>
    public static void AssertNone(Action action)
    {
        for (var i = 0; i < WarmUpCalls; i++) action();
        var allocated = Measure(action);
        for (var round = 1; round < RoundsMax && allocated != 0; round++) allocated = Measure(action);
        Assert.Equal(0L, allocated);
    }

    private static long Measure(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < MeasuredCalls; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
