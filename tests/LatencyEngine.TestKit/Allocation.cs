using Xunit;

namespace LatencyEngine.TestKit;

/// <summary>Asserts that warm code does not touch the managed heap of the calling thread.</summary>
public static class Allocation
{
    private const int WarmUpCalls = 100;
    private const int MeasuredCalls = 10_000;

    /// <summary>
    /// Runs <paramref name="action"/> until it is warm, then asserts that 10 000 calls allocate nothing.
    /// </summary>
    public static void AssertNone(Action action)
    {
        for (var i = 0; i < WarmUpCalls; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < MeasuredCalls; i++) action();
        Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
