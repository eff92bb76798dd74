namespace LatencyEngine.Viewer.Following;

/// <summary>How a viewer stands to an engine.</summary>
public enum ViewerState
{
    /// <summary>No engine is heard. What the view shows, if anything, is of one that was.</summary>
    Searching = 0,

    /// <summary>One is heard; its first snapshot is awaited.</summary>
    Joining = 1,

    /// <summary>The view is the engine's state, up to the last message.</summary>
    Live = 2,

    /// <summary>As <see cref="Live"/>, but nothing was heard for longer than an engine is ever silent.</summary>
    Stale = 3,

    /// <summary>Something was lost: the view is as it was before that, until the next snapshot.</summary>
    Resynchronizing = 4,

    /// <summary>The session has ended; the view shows how.</summary>
    Ended = 5,
}

/// <summary>Which market data a viewer follows.</summary>
public enum MarketStream
{
    /// <summary>None: instruments are as the last snapshot told.</summary>
    None = 0,

    /// <summary>The latest of each instrument, at an even rate.</summary>
    Conflated = 1,

    /// <summary>Every quote and trade; instruments with a book, and what was lost on the way, come conflated beside them.</summary>
    EveryUpdate = 2,
}
