using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Spins a little and then gives the core away on every look. Burns the core when idle, but never keeps it from a
/// thread that
/// has work; safe with more threads than cores.
/// </summary>
public struct YieldingWait(int spins) : IWaitStrategy
{
    public const int DefaultSpins = 100;

    private int _idleLooks;

    public YieldingWait() : this(DefaultSpins)
    {
    }

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        Interleaving.Spin();
        if (_idleLooks < spins) _idleLooks++;
        else Thread.Yield();
        return false;
    }

    public void Progressed(int count) => _idleLooks = 0;
}
