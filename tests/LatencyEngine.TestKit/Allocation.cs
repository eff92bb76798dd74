using Xunit;

namespace LatencyEngine.TestKit;

/// <summary>
/// Asserts that warm code does not touch the managed heap of the calling thread. The runtime allocates a little itself when it
/// replaces code that is getting warm, once; code that allocates does so in every round.
/// </summary>
public static class Allocation
{
    private const int WarmUpCalls = 100;
    private const int RoundsMax = 3;

    /// <summary>Runs <paramref name="action"/> until it is warm, then asserts that <paramref name="calls"/> allocate nothing.</summary>
    public static void AssertNone(Action action, int calls = 10_000)
    {
        for (var i = 0; i < WarmUpCalls; i++) action();
        Assert.Equal(0L, LeastOf(() => Measure(action, calls)));
    }

    /// <summary>The least of up to three rounds, in bytes: 0 as soon as one allocated nothing.</summary>
    public static long LeastOf(Func<long> measuredRound)
    {
        var least = measuredRound();
        for (var round = 1; round < RoundsMax && least != 0; round++) least = Math.Min(least, measuredRound());
        return least;
    }

    private static long Measure(Action action, int calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < calls; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
