namespace LatencyEngine.Trading.Books;

/// <summary>What came of an update of a book.</summary>
public enum BookUpdate : byte
{
    None,

    Applied,

    /// <summary>
    /// Applied, and the farthest level of the side was given up for it, or it was itself too far.
    /// </summary>
    DepthReached,

    /// <summary>The book is unsound and waits to be cleared; nothing changed.</summary>
    Ignored,

    /// <summary>It made no sense. The book is unsound from now on.</summary>
    Invalid,
}
