namespace LatencyEngine.Backtest.Replay;

/// <summary>How a replay ended.</summary>
public enum ReplayOutcome
{
    /// <summary>Nothing has been decided yet.</summary>
    None,

    /// <summary>The whole session, to its end: every output and the hashes of outputs and state are the recorded ones.</summary>
    Identical,

    /// <summary>
    /// Everything recorded is identical, but the session was cut off: it has no end, and outputs of its last input may
    /// be missing.
    /// </summary>
    Unended,

    /// <summary>Everything is identical up to where the replay was told to stop.</summary>
    Stopped,

    /// <summary>Something came out otherwise than recorded.</summary>
    Different,

    /// <summary>A stage failed at an input.</summary>
    Failed,
}
