namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Spins a little, then gives the core away: for more threads than cores.</summary>
internal struct YieldingPace : IPace
{
    private const int SpinsBeforeYield = 100;

    private int _spins;

    public void AfterEmptyPoll()
    {
        if (++_spins < SpinsBeforeYield) Cpu.Pause(1);
        else Thread.Yield();
    }

    public void AfterBatch(long events) => _spins = 0;
}
