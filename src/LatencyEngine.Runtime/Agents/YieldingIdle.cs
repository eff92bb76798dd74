namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// Gives the core to any other thread that wants it after each idle step. Burns it when nobody does.
/// </summary>
public struct YieldingIdle : IIdleStrategy
{
    public void Idle(int workCount)
    {
        if (workCount <= 0) Thread.Yield();
    }
}
