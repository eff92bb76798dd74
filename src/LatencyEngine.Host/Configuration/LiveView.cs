namespace LatencyEngine.Host.Configuration;

/// <summary>Whether the running session is shown as a live view.</summary>
public enum LiveView
{
    /// <summary>On a terminal only.</summary>
    Auto,
    On,
    Off,
}
