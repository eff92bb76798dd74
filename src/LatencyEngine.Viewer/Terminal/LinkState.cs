using LatencyEngine.Viewer.Following;

namespace LatencyEngine.Viewer.Terminal;

/// <summary>How the viewer stands to its engine, as far as people should know. A value, taken once for each frame.</summary>
public readonly record struct LinkState()
{
    public ViewerState State { get; init; }

    /// <summary>Where the engine is expected.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Since the last message, in nanoseconds; <c>null</c> before the first.</summary>
    public long? SilenceNanos { get; init; }

    /// <summary>From the engine's clock to the viewer's, in nanoseconds; <c>null</c> before it is known.</summary>
    public long? LagNanos { get; init; }

    /// <summary>How often something was lost on the way.</summary>
    public long Gaps { get; init; }

    /// <summary>How often the state had to be taken from a snapshot again.</summary>
    public long Resynchronizations { get; init; }

    public static LinkState Of(EngineViewer viewer, string channel) => new()
    {
        State = viewer.State,
        Channel = channel,
        SilenceNanos = viewer.SilenceNanos,
        LagNanos = viewer.LagNanos,
        Gaps = viewer.Follower.Gaps,
        Resynchronizations = viewer.Follower.Resynchronizations,
    };
}
