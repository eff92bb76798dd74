using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Agents;

/// <summary>Naps for the same time after every cycle without work (1 ms by default): housekeeping that may be late by that much.</summary>
public readonly struct SleepingIdle : IIdleStrategy
{
    private const long DefaultNapNanos = 1_000_000;

    private readonly long _napNanos;

    [ColdPath("built at start")]
    public SleepingIdle(TimeSpan nap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nap, TimeSpan.Zero);
        _napNanos = (long)nap.TotalNanoseconds;
    }

    public void Idle(int workCount)
    {
        if (workCount <= 0) Nap.For(_napNanos == 0 ? DefaultNapNanos : _napNanos);
    }
}
