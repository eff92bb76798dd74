namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>How a session stands.</summary>
internal enum SessionState
{
    /// <summary>Its last record is <c>SessionEnded</c>.</summary>
    Ended,

    /// <summary>It is the last one, and somebody holds the journal.</summary>
    Running,

    /// <summary>It was cut off, and nobody has gone on with it.</summary>
    Unended,
}
