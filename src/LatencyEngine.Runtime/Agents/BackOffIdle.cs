namespace LatencyEngine.Runtime.Agents;

/// <summary>Spins, then yields, then sleeps longer and longer up to a limit: the choice for shared hosts.</summary>
/// <param name="spins">Idle steps that spin.</param>
/// <param name="yields">Idle steps after them that yield.</param>
/// <param name="sleepMillisMax">Longest sleep in milliseconds, at least 1: the latest that new work is
/// noticed.</param>
public struct BackOffIdle(int spins, int yields, int sleepMillisMax) : IIdleStrategy
{
    public const int DefaultSpins = 100;
    public const int DefaultYields = 100;
    public const int DefaultSleepMillisMax = 4;

    private int _idleSteps;
    private int _sleepMillis = 1;

    public BackOffIdle() : this(DefaultSpins, DefaultYields, DefaultSleepMillisMax)
    {
    }

    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            _idleSteps = 0;
            _sleepMillis = 1;
            return;
        }

        if (_idleSteps < spins + yields)
        {
            if (_idleSteps++ < spins) Thread.SpinWait(1);
            else Thread.Yield();
            return;
        }

        Sleep();
    }

    private void Sleep()
    {
#pragma warning disable RS0030 // An idle strategy is where an agent's thread may sleep.
        Thread.Sleep(_sleepMillis);
#pragma warning restore RS0030
        _sleepMillis = Math.Min(_sleepMillis * 2, Math.Max(sleepMillisMax, 1));
    }
}
