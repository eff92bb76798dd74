namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Never gives up the core: the least latency, for a thread pinned to a core of its own. With more spinning threads
/// than cores each of them loses whole time slices.
/// </summary>
public struct BusySpinIdle : IIdleStrategy
{
    public readonly void Idle(int workCount)
    {
        if (workCount <= 0) Thread.SpinWait(1);
    }
}
