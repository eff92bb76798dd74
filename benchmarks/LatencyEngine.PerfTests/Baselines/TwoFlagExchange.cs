using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// Two padded flags that two threads answer each other through: the shortest round trip the host allows.
/// </summary>
internal sealed class TwoFlagExchange
{
    private const double NanosPerSecond = 1e9;

    private PaddedLong _ping;
    private PaddedLong _pong;

    /// <summary>
    /// Makes round trips back to back and returns their mean, in nanoseconds. One thread calls it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double PingNanos(int trips)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < trips; i++) Exchange();
        return Stopwatch.GetElapsedTime(started).TotalSeconds * NanosPerSecond / trips;
    }

    /// <summary>One round trip. The pinging thread calls it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exchange()
    {
        var next = _ping.Acquire() + 1;
        _ping.Release(next);
        while (_pong.Acquire() != next)
        {
        }
    }

    /// <summary>Answers as many round trips. The other thread calls it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pong(long trips)
    {
        var next = _pong.Acquire() + 1;
        for (var end = next + trips; next < end; next++)
        {
            while (_ping.Acquire() != next)
            {
            }
            _pong.Release(next);
        }
    }
}
