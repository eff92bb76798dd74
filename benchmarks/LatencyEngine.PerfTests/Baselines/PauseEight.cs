namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Polls with 8 pauses after an empty poll.</summary>
internal struct PauseEight : IPace
{
    public readonly void AfterEmptyPoll() => Cpu.Pause(8);

    public readonly void AfterBatch(long events)
    {
    }
}
