using LatencyEngine.Multicast.Driver;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Viewer.Contract;

namespace LatencyEngine.Viewer.Following;

/// <summary>Where a viewer listens, and how. Cold, immutable.</summary>
public sealed record ViewerOptions
{
    public string Channel { get; init; } = StreamChannels.Default;

    public FollowerOptions Following { get; init; } = new();

    /// <summary>The caller's; <c>null</c> for one of the viewer's own.</summary>
    public MediaDriver? Driver { get; init; }

    public IClock Clock { get; init; } = new SystemClock();

    /// <summary>Most fragments taken from each stream by one poll.</summary>
    public int FragmentsPerPoll { get; init; } = 1_024;
}
