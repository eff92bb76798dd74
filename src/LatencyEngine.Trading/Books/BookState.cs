namespace LatencyEngine.Trading.Books;

/// <summary>How far a book can be believed. Only on a sound one are orders matched.</summary>
public enum BookState : byte
{
    /// <summary>Nothing complete was told yet.</summary>
    None,

    /// <summary>Cleared and being told again.</summary>
    Rebuilding,

    Sound,

    /// <summary>An update made no sense or updates were lost: it waits to be cleared and told again.</summary>
    Unsound,
}
