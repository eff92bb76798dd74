namespace LatencyEngine.Host.Doctor;

/// <summary>A probe's question and the host's answer: one row of the report.</summary>
public sealed record Examination(string Id, string Subject, Finding Finding);
