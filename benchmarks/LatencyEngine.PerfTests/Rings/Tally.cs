namespace LatencyEngine.PerfTests.Rings;

/// <summary>
/// Where a handler shows its sum. Written by the handler's thread, read by the main thread after the run.
/// </summary>
internal sealed class Tally
{
    private long _sumBefore;

    /// <summary>Over all runs.</summary>
    public long Sum { get; set; }

    /// <summary>
    /// What the sum grew by since the last call: the answer of the run that has just ended.
    /// </summary>
    public long TakeGrowth()
    {
        var growth = unchecked(Sum - _sumBefore);
        _sumBefore = Sum;
        return growth;
    }
}
