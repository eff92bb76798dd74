using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

/// <summary>Everything that a small feed told, and the error it ended with.</summary>
internal sealed record FeedRecording(List<EngineEvent> Events, FeedFormatException? Error)
{
    public static FeedRecording Of(IFeed feed)
    {
        var events = new List<EngineEvent>();
        var slot = default(EngineEvent);
        try
        {
            while (feed.TryRead(ref slot) == FeedRead.Event) events.Add(slot);
            return new FeedRecording(events, null);
        }
        catch (FeedFormatException error)
        {
            Assert.Equal(FeedRead.End, feed.TryRead(ref slot)); // The error ended the feed.
            return new FeedRecording(events, error);
        }
    }

    /// <summary>The messages of one type, in order.</summary>
    public List<T> All<T>()
        where T : unmanaged, ISbeMessage<T> =>
        [.. Events.Where(e => e.Is<T>()).Select(e => e.As<T>())];
}
