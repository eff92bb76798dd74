namespace LatencyEngine.Runtime.Topology;

/// <summary>Where a pipeline is in its life.</summary>
public enum PipelineState
{
    None = 0,

    /// <summary>Built, or made ready again; nothing runs. Events may be published already.</summary>
    Ready = 1,

    /// <summary>Every handler has its thread.</summary>
    Running = 2,

    /// <summary>Run by hand, on the thread that calls <see cref="Pipeline.Step"/>.</summary>
    Stepping = 3,

    /// <summary>Halted or drained.</summary>
    Stopped = 4,

    /// <summary>
    /// A handler threw and everything stopped; <see cref="Pipeline.Failure"/> says where and why.
    /// </summary>
    Failed = 5,

    Disposed = 6,
}
