namespace LatencyEngine.Host.Configuration;

/// <summary>How the end of a session is told. <see cref="Off"/> is <c>none</c> in the configuration.</summary>
public enum ReportKind
{
    Text,
    Json,
    Off,
}
