namespace LatencyEngine.Venues.Feeds;

/// <summary>A source is not in its format. Ends the feed; what it told before stays right.</summary>
public sealed class FeedFormatException : Exception
{
    /// <param name="source">The file, with the entry inside an archive.</param>
    /// <param name="line">From 1; 0 where the place is no line.</param>
    /// <param name="problem">What was expected and what was found.</param>
    public FeedFormatException(string source, long line, string problem, Exception? cause = null)
        : base(line > 0 ? $"{source}({line}): {problem}" : $"{source}: {problem}", cause)
    {
        Source = source;
        Line = line;
    }

    public long Line { get; }
}
