namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// A role that works in small steps, so that it runs the same on a thread of its own, together with others on one
/// thread, or by
/// hand in a test. All members are called by the one thread that runs it.
/// </summary>
public interface IAgent
{
    /// <summary>Names the role in thread lists, counters and errors.</summary>
    string RoleName { get; }

    /// <summary>Called once, before the first step.</summary>
    void OnStart();

    /// <summary>Does some work that is at hand and returns; never waits.</summary>
    /// <returns>How much was done, in the agent's own units; 0 when there was nothing to do.</returns>
    int DoWork();

    /// <summary>Called once, after the last step, also when a step has thrown.</summary>
    void OnClose();
}
