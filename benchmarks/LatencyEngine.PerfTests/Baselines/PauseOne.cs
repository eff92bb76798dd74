namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Polls with 1 pause after an empty poll.</summary>
internal struct PauseOne : IPace
{
    public readonly void AfterEmptyPoll() => Cpu.Pause(1);

    public readonly void AfterBatch(long events)
    {
    }
}
