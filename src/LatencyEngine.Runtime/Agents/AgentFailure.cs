namespace LatencyEngine.Runtime.Agents;

/// <summary>Why an agent ended by itself.</summary>
/// <param name="RoleName">Who threw: in a composite the agent inside it.</param>
/// <param name="Cause">What it threw first.</param>
/// <param name="WhileClosing">What closing it threw on top of that; <c>null</c> when it closed well.</param>
[ColdPath("an agent has failed")]
public sealed record AgentFailure(string RoleName, Exception Cause, Exception? WhileClosing);
