using System.Runtime.CompilerServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// The default: right also on hosts with fewer cores than threads. Looks at once while events are rare, takes a
/// breather between
/// looks while they flow, gives the core away when it has waited longer, and sleeps when idle.
/// </summary>
/// <remarks>
/// Spinning is short, because on a host with more threads than cores it keeps the core from the very thread that is
/// waited for;
/// then the core is offered to others on every look; then the thread sleeps until the publisher rings. The first
/// event after an
/// idle time pays for waking a thread (tens of microseconds).
/// <para><b>Cost.</b> Each time it goes to sleep, which it does only after some hundred looks in vain, every other
/// running thread of the process is interrupted for about a microsecond (see <see cref="Doorbell"/>).</para>
/// </remarks>
public struct AdaptiveWait : IWaitStrategy
{
    private const int Spins = 200;
    private const int Yields = 100;

    private int _idleLooks;
    private Breather _breather;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        if (++_idleLooks > Spins) return WaitLonger(ref condition);
        Interleaving.Spin();
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Progressed(int count)
    {
        _idleLooks = 0;
        var breath = _breather.BreathAfter(count);
        if (breath > 0) Thread.SpinWait(breath);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool WaitLonger<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        _breather.Stop();
        if (_idleLooks > Spins + Yields)
        {
            _idleLooks = Spins + Yields;
            return !Parking.Sleep(ref condition, Parking.Forever);
        }

        Interleaving.Spin();
        Thread.Yield();
        return false;
    }
}
