namespace LatencyEngine.Trading;

/// <summary>How the stages are put on threads. The outputs are the same bytes in either.</summary>
public enum PipelineLayout : byte
{
    /// <summary>All stages on one pinned thread.</summary>
    Fused,

    /// <summary>Strategy, risk and matching on a pinned thread each.</summary>
    Staged,
}
