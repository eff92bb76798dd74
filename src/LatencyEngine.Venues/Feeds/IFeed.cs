using LatencyEngine.Domain.Events;

namespace LatencyEngine.Venues.Feeds;

/// <summary>
/// A source of market data, live or recorded, told as the engine's own messages one at a time. Read by one cold
/// thread; owns its files or sockets.
/// </summary>
/// <remarks>
/// <para><b>Order.</b> Events come in the order of the source. <c>TimestampNanos</c> is when the event would have
/// been received (the recorder's clock where the recording has one, else the venue's), <c>SourceNanos</c> is the
/// venue's own time.</para>
/// <para><b>Best prices.</b> Every feed tells a <c>Quote</c> whenever the best bid or ask of an instrument changed,
/// also a feed of levels or orders, after the changes that caused it: strategies and risk then need no book.</para>
/// <para><b>Gaps.</b> Lost messages are a <c>FeedGap</c>, followed by what is needed to be right again: a
/// <c>FeedStatus</c> Resynchronizing, a cleared book, a snapshot flagged as such, a <c>FeedStatus</c> Connected.</para>
/// <para><b>Status.</b> The first event is <c>FeedStatus</c> Connected, the last of a recording <c>FeedStatus</c>
/// Ended, each with the number of source messages told so far.</para>
/// <para><b>Bad input</b> ends the feed with a <see cref="FeedFormatException"/> that names file, line and what was
/// expected; whatever was told before stays right.</para>
/// </remarks>
public interface IFeed : IDisposable
{
    /// <summary>For people: the venue and what is read.</summary>
    string Name { get; }

    /// <summary>Marks the feed's status and gap events.</summary>
    ushort FeedId { get; }

    FeedProgress Progress { get; }

    /// <summary>Writes the next event into a slot, whatever it held before.</summary>
    /// <exception cref="FeedFormatException">The source is not what it should be.</exception>
    FeedRead TryRead(ref EngineEvent slot);
}
