namespace LatencyEngine.Sbe.Parsing;

/// <summary>Whether a finding stops the compiler.</summary>
public enum Severity
{
    Error,
    Warning,
}
