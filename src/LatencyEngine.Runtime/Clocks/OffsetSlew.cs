namespace LatencyEngine.Runtime.Clocks;

/// <summary>
/// The offset between two clocks while it is being corrected: a function of monotonic time that never lets their sum
/// go back. Pure arithmetic on its own fields; whoever owns it owns the thread.
/// </summary>
public struct OffsetSlew
{
    /// <summary>Beyond this the offset jumps ahead: the limit at which NTP, too, steps instead of slewing.</summary>
    public const long JumpForwardNanos = 128_000_000;

    // 1/2048 of elapsed time is 488 ppm; NTP allows itself 500.
    private const int SlewShift = 11;

    private long _sinceNanos;
    private long _startNanos;
    private long _targetNanos;

    public OffsetSlew(long monotonicNanos, long offsetNanos)
    {
        _sinceNanos = monotonicNanos;
        _startNanos = _targetNanos = offsetNanos;
    }

    /// <summary>What is still to be worked off at <paramref name="monotonicNanos"/>; positive when behind.</summary>
    public readonly long RemainingNanos(long monotonicNanos) => _targetNanos - At(monotonicNanos);

    /// <summary>The offset at a moment not before the last <see cref="Retarget"/>.</summary>
    public readonly long At(long monotonicNanos)
    {
        if (_startNanos == _targetNanos) return _targetNanos;
        var allowance = (monotonicNanos - _sinceNanos) >> SlewShift;
        return _startNanos + Math.Clamp(_targetNanos - _startNanos, -allowance, allowance);
    }

    /// <summary>Aims at a new offset, from where the correction stands now.</summary>
    public void Retarget(long monotonicNanos, long offsetNanos)
    {
        var now = At(monotonicNanos);
        _sinceNanos = monotonicNanos;
        _startNanos = offsetNanos - now > JumpForwardNanos ? offsetNanos : now;
        _targetNanos = offsetNanos;
    }
}
