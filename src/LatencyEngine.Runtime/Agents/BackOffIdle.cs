using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Spins, then yields, then naps for twice as long each time up to a maximum (1 µs to 1 ms by default): quick while
/// there is work, next to no load when there is none. Work that ends an idle phase waits for the rest of a nap.
/// </summary>
public struct BackOffIdle : IIdleStrategy
{
    private const int MaxSpins = 100;
    private const int MaxYields = 20;

    private const long DefaultMinNapNanos = 1_000;
    private const long DefaultMaxNapNanos = 1_000_000;

    private readonly long _minNapNanos;
    private readonly long _maxNapNanos;
    private int _idleCycles;
    private long _napNanos;

    [ColdPath("built at start")]
    public BackOffIdle(long minNapNanos, long maxNapNanos)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minNapNanos, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNapNanos, minNapNanos);
        _minNapNanos = minNapNanos;
        _maxNapNanos = maxNapNanos;
    }

    // The default value of the struct is a working strategy, too.
    private readonly long MinNapNanos => _minNapNanos == 0 ? DefaultMinNapNanos : _minNapNanos;

    private readonly long MaxNapNanos => _maxNapNanos == 0 ? DefaultMaxNapNanos : _maxNapNanos;

    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            _idleCycles = 0;
            _napNanos = 0;
            return;
        }
        if (_idleCycles < MaxSpins + MaxYields)
        {
            if (_idleCycles++ < MaxSpins) Thread.SpinWait(1);
            else Thread.Yield();
            return;
        }
        NapLonger();
    }

    /// <summary>Naps, twice as long as the last time since there was work.</summary>
    public void NapLonger()
    {
        _napNanos = Math.Clamp(_napNanos * 2, MinNapNanos, MaxNapNanos);
        Nap.For(_napNanos);
    }
}
