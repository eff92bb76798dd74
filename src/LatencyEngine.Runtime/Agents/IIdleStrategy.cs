namespace LatencyEngine.Runtime.Agents;

/// <summary>
/// What an agent's thread does after a duty cycle. Implemented by structs, each owned by one thread, so that the call
/// is inlined into the loop.
/// </summary>
public interface IIdleStrategy
{
    /// <summary>Returns at once when <paramref name="workCount"/> is positive; otherwise gives way as it sees fit.</summary>
    void Idle(int workCount);
}
