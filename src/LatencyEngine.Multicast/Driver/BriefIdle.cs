using LatencyEngine.Runtime.Agents;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// Gives up the core at once, and after some cycles without work sleeps for longer and longer. A driver's thread.
/// </summary>
/// <remarks>
/// A duty cycle asks the system for datagrams, which takes about a microsecond: spinning through cycles before yielding,
/// as threads do that only look at memory, would keep the core from the very thread whose message is awaited. On a core of
/// its own a yield returns at once. <c>bench multicast</c> shows it: 100 spins cost 200 µs a round trip on two cores.
/// </remarks>
internal struct BriefIdle : IIdleStrategy
{
    private const int YieldsMax = 64;

    private BackOffIdle _sleep;
    private int _yields;
    private bool _isPrecise;

    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            _yields = 0;
            _sleep.Idle(workCount);
            return;
        }
        if (_yields < YieldsMax)
        {
            _yields++;
            Thread.Yield();
            return;
        }
        Sleep();
    }

    private void Sleep()
    {
        if (!_isPrecise) TimerSlack.Minimize();
        _isPrecise = true;
        _sleep.NapLonger();
    }
}

/// <summary>Gives up the core whenever there is nothing to do, and never sleeps. A driver's thread.</summary>
internal struct YieldIdle : IIdleStrategy
{
    public readonly void Idle(int workCount)
    {
        if (workCount <= 0) Thread.Yield();
    }
}
