namespace LatencyEngine.PerfTests.Allocations;

/// <summary>
/// One operation of the hot path, made ready once and then called over and over by the main thread.
/// </summary>
/// <param name="Name">The key in the baselines.</param>
/// <param name="Prepare">Makes what the operation works on; returns the operation.</param>
internal sealed record Operation(string Name, Func<Action> Prepare)
{
    private const int WarmUpCalls = 1_000;
    private const int MeasuredCalls = 10_000;

    /// <summary>Bytes that one call takes from the managed heap, averaged over warm calls.</summary>
    public double AllocatedBytes()
    {
        var call = Prepare();
        for (var i = 0; i < WarmUpCalls; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < MeasuredCalls; i++) call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)MeasuredCalls;
    }
}
