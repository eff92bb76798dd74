namespace LatencyEngine.Runtime.Agents;

/// <summary>Never gives the core away. For a thread with an isolated core of its own.</summary>
public struct BusySpinIdle : IIdleStrategy
{
    public void Idle(int workCount)
    {
        if (workCount <= 0) Thread.SpinWait(1);
    }
}
