using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Sleeps at once until the publisher rings or the time limit runs out; the limit is reported to the waiting handler.
/// Uses the
/// least processor time of all; every event after an idle moment pays for waking a thread.
/// </summary>
/// <param name="timeoutNanos">Longest sleep in nanoseconds, at least 1; <see cref="NoTimeout"/> for none.</param>
public struct BlockingWait(long timeoutNanos) : IWaitStrategy
{
    public const long NoTimeout = Parking.Forever;

    public BlockingWait() : this(NoTimeout)
    {
    }

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        Interleaving.Spin();
        return !Parking.Sleep(ref condition, timeoutNanos);
    }

    public void Progressed(int count)
    {
    }
}
