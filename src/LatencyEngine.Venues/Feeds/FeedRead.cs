namespace LatencyEngine.Venues.Feeds;

/// <summary>What came of asking a feed for its next event.</summary>
public enum FeedRead : byte
{
    /// <summary>The recording is over; the slot is untouched.</summary>
    End,

    /// <summary>The slot holds the next event.</summary>
    Event,

    /// <summary>A live feed has nothing now; the slot is untouched.</summary>
    Pending,
}
