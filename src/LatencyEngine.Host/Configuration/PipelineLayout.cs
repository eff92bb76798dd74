namespace LatencyEngine.Host.Configuration;

/// <summary>How the stages are spread over threads.</summary>
public enum PipelineLayout
{
    /// <summary>Strategy, risk and matching back to back on one thread.</summary>
    Fused,

    /// <summary>Each on its own thread.</summary>
    Staged,
}
