using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Spins a little, then naps for a stated time and tells the handler that nothing came: for a handler that also has
/// work of its own to do, and may be late by a nap.
/// </summary>
/// <remarks>
/// <b>Cost.</b> No bell is armed, so that no other thread is ever interrupted for it and no publisher has to ring; an
/// event after an idle moment waits for the rest of a nap.
/// </remarks>
/// <param name="napNanos">Length of a nap; 0 to give the core away for a moment instead.</param>
public struct NappingWait(long napNanos) : IWaitStrategy
{
    private const int Spins = 100;

    private int _idleLooks;

    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        Interleaving.Spin();
        if (_idleLooks < Spins)
        {
            _idleLooks++; // No further: idle times may be long.
            return false;
        }
        if (napNanos > 0) Nap.For(napNanos);
        else Thread.Yield();
        return true;
    }

    public void Progressed(int count) => _idleLooks = 0;
}
