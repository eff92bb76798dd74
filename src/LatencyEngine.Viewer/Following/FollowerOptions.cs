using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Viewer.Following;

/// <summary>Sees each message that was applied to a view, after that. Valid during the call only.</summary>
/// <param name="streamId">One of <see cref="Contract.StreamIds"/>.</param>
/// <param name="message">With its SBE header.</param>
public delegate void MessageObserver(int streamId, ReadOnlySpan<byte> message);

/// <summary>What a follower may be told about its task. Cold, immutable.</summary>
public sealed record FollowerOptions
{
    public MarketStream Market { get; init; } = MarketStream.Conflated;

    public ViewerLimits Limits { get; init; } = new();

    /// <summary>After how long without a message a view is stale. An engine tells its health four times a second.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Most bytes of one snapshot.</summary>
    public int SnapshotBytesMax { get; init; } = 128 << 20;

    /// <summary>Most bytes held of one stream while a snapshot is awaited.</summary>
    public int HeldBytesMax { get; init; } = 64 << 20;

    /// <summary>Called on the polling thread for everything on the events and market streams; <c>null</c> for nobody.</summary>
    public MessageObserver? Observer { get; init; }
}
