namespace LatencyEngine.Runtime.Agents;

/// <summary>Spins for a while, then offers the core to others at each cycle. Burns a core that nobody else wants.</summary>
public struct YieldingIdle : IIdleStrategy
{
    // About 3 µs: the time in which work that is on its way arrives, and a few times the cost of a yield.
    private const int MaxSpins = 100;

    private int _spins;

    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            _spins = 0;
            return;
        }
        if (_spins < MaxSpins)
        {
            _spins++;
            Thread.SpinWait(1);
            return;
        }
        Thread.Yield();
    }
}
