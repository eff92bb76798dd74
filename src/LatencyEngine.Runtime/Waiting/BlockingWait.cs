namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Sleeps at once until the publisher rings or the time limit runs out; the limit is reported to the waiting handler.
/// Uses the
/// least processor time of all; every event after an idle moment pays for waking a thread.
/// </summary>
/// <remarks>
/// <b>Cost.</b> Each time it goes to sleep, every other running thread of the process is interrupted for about a
/// microsecond (see <see cref="Doorbell"/>): not for a process in which others spin to be fast.
/// </remarks>
public readonly struct BlockingWait : IWaitStrategy
{
    public const long NoTimeout = Parking.Forever;

    private const long NotSet = 0;

    // A zeroed struct has no time limit.
    private readonly long _timeoutNanos;

    /// <param name="timeoutNanos">Longest sleep in nanoseconds, at least 1; <see cref="NoTimeout"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public BlockingWait(long timeoutNanos)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeoutNanos, 1);
        _timeoutNanos = timeoutNanos;
    }

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        return !Parking.Sleep(ref condition, _timeoutNanos == NotSet ? NoTimeout : _timeoutNanos);
    }

    public void Progressed(int count)
    {
    }
}
