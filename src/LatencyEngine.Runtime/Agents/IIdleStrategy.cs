namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// What an agent's thread does after a step. Implemented by mutable structs, one per thread, so that the duty cycle
/// is compiled
/// for each. For handlers of a ring see the wait strategies, which know whom to wait for; this one does not.
/// </summary>
public interface IIdleStrategy
{
    /// <param name="workCount">What the step returned. Above 0 means that the strategy starts anew.</param>
    void Idle(int workCount);
}
