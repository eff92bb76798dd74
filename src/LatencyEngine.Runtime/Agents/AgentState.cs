namespace LatencyEngine.Runtime.Agents;

/// <summary>Where an agent is in its life. It only moves forward.</summary>
public enum AgentState
{
    /// <summary>Not started yet.</summary>
    Created = 0,

    Running = 1,

    /// <summary>Ended because it was asked to.</summary>
    Closed = 2,

    /// <summary>Ended because it threw; the failure says what.</summary>
    Failed = 3,
}
