using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// The default: right also on hosts with fewer cores than threads. Looks at once while events are rare, takes a breather after
/// small batches while they flow, gives the core away when it has waited longer, and sleeps when idle.
/// </summary>
public struct AdaptiveWait : IWaitStrategy
{
    private const int Spins = 200;
    private const int Yields = 100;

    private int _idleLooks;

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        Interleaving.Spin();
        if (_idleLooks >= Spins + Yields) return !Parking.Sleep(ref condition, Parking.Forever);
        if (_idleLooks++ >= Spins) Thread.Yield();
        return false;
    }

    public void Progressed(int count) => _idleLooks = 0;
}
