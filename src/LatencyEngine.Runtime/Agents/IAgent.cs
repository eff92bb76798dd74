namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// A thread role as a duty cycle. One thread calls all members, which thread is the runner's business, so that a test
/// or a simulation can run any number of agents by hand on one.
/// </summary>
public interface IAgent
{
    /// <summary>Names the thread; unique in the process.</summary>
    string RoleName { get; }

    /// <summary>Does what there is to do, bounded, without waiting. Answers how much that was; 0 means idle.</summary>
    int DoWork();

    /// <summary>Called once, before the first <see cref="DoWork"/>, on the thread that will call it.</summary>
    void OnStart();

    /// <summary>Called once at the end, also after a failure, if <see cref="OnStart"/> was called.</summary>
    void OnClose();
}
