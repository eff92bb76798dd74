namespace LatencyEngine.Host.Replay;

/// <summary>In what a session is executed again.</summary>
internal enum ReplayLayout
{
    /// <summary>The stages one after the other on this thread: the fastest, and the only one that can stop in between.</summary>
    Stepped,

    /// <summary>The pipeline with all stages on one thread.</summary>
    Fused,

    /// <summary>The pipeline with a thread for each stage.</summary>
    Staged,

    /// <summary>All of them, one after the other.</summary>
    All,
}
