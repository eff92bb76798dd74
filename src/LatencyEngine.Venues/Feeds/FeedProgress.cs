namespace LatencyEngine.Venues.Feeds;

/// <summary>How far a feed is. A reading by its own thread.</summary>
/// <param name="SourceMessages">Messages of the source, as the source counts them.</param>
/// <param name="Events">Events told.</param>
/// <param name="BytesRead">Of the compressed source.</param>
/// <param name="BytesTotal">Of the compressed source; 0 where it has no end.</param>
/// <param name="Gaps">Places where messages were lost.</param>
/// <param name="Reordered">Events whose time went backwards, and was moved up to that of the one before.</param>
public readonly record struct FeedProgress(
    long SourceMessages, long Events, long BytesRead, long BytesTotal, long Gaps, long Reordered);
