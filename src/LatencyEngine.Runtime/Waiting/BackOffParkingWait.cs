using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Spins, then pauses longer and longer, then sleeps until the publisher rings. Costs nothing when idle; the first
/// event after
/// an idle time pays for waking a thread (tens of microseconds).
/// </summary>
/// <remarks>
/// <b>Cost.</b> Each time it goes to sleep, every other running thread of the process is interrupted for about a
/// microsecond (see <see cref="Doorbell"/>).
/// </remarks>
/// <param name="spins">Looks without a pause.</param>
/// <param name="pauses">Looks with a pause in between, which doubles each time up to <see
/// cref="LongestPause"/>.</param>
public struct BackOffParkingWait(int spins, int pauses) : IWaitStrategy
{
    public const int DefaultSpins = 1_000;
    public const int DefaultPauses = 100;

    /// <summary>In units of <see cref="Thread.SpinWait"/>, about 35 ns each.</summary>
    public const int LongestPause = 32;

    private int _idleLooks;
    private int _pause = 1;

    public BackOffParkingWait() : this(DefaultSpins, DefaultPauses)
    {
    }

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        if (_idleLooks >= spins + pauses) return !Parking.Sleep(ref condition, Parking.Forever);
        Interleaving.Spin();
        if (_idleLooks++ < spins) return false;
        Thread.SpinWait(_pause);
        _pause = Math.Min(_pause * 2, LongestPause);
        return false;
    }

    public void Progressed(int count)
    {
        _idleLooks = 0;
        _pause = 1;
    }
}
