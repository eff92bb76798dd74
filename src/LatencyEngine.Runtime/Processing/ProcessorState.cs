namespace LatencyEngine.Runtime.Processing;

/// <summary>Where a processor is in its life. Written by its thread, read by any.</summary>
public enum ProcessorState
{
    None = 0,

    /// <summary>Made, or made ready for a restart; no thread runs it.</summary>
    Ready = 1,

    /// <summary>A thread is inside <see cref="IProcessor.Run()"/>.</summary>
    Running = 2,

    /// <summary>Stopped as asked: halted or drained.</summary>
    Stopped = 3,

    /// <summary>A handler threw; <see cref="IProcessor.Failure"/> says where and why.</summary>
    Failed = 4,
}
