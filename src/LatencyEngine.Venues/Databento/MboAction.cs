namespace LatencyEngine.Venues.Databento;

/// <summary>What a message of a market-by-order file says of its order.</summary>
public enum MboAction : byte
{
    None = 0,

    /// <summary>The whole book is gone.</summary>
    Clear = 1,
    Add = 2,

    /// <summary>So many lots are gone; an execution is told by one, too.</summary>
    Cancel = 3,

    /// <summary>A print; the book is as before.</summary>
    Trade = 4,

    /// <summary>The order was hit; the book is as before, the cancel follows.</summary>
    Fill = 5,
}
