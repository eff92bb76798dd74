namespace LatencyEngine.Runtime.Agents;

/// <summary>Why an agent stopped by itself.</summary>
/// <param name="RoleName">The role that failed; inside a composite, the part.</param>
/// <param name="Cause">What it threw.</param>
public sealed record AgentFailure(string RoleName, Exception Cause)
{
    public override string ToString() => $"{RoleName} failed: {Cause.Message}";
}
