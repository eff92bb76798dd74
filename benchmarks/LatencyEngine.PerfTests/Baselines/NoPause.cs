namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Polls without a pause.</summary>
internal struct NoPause : IPace
{
    public readonly void AfterEmptyPoll()
    {
    }

    public readonly void AfterBatch(long events)
    {
    }
}
