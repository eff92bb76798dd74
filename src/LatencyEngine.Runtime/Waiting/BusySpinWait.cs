using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>
/// Looks again at once. The shortest reaction there is, at the price of a whole core: use it only where every
/// spinning thread
/// has a core of its own.
/// </summary>
public struct BusySpinWait : IWaitStrategy
{
    public bool Idle<TCondition>(ref TCondition condition)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        Interleaving.Spin();
        return false;
    }

    public void Progressed(int count)
    {
    }
}
