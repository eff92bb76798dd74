namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Polls with 32 pauses after an empty poll.</summary>
internal struct PauseThirtyTwo : IPace
{
    public readonly void AfterEmptyPoll() => Cpu.Pause(32);

    public readonly void AfterBatch(long events)
    {
    }
}
