using LatencyEngine.Viewer.Terminal;

namespace LatencyEngine.Host.Watch;

/// <summary>How an engine is watched. Cold, immutable.</summary>
internal sealed record WatchOptions
{
    public const double RateMin = 0.1;
    public const double RateMax = 60;
    public const double WaitSecondsMax = 86_400;

    public required string Channel { get; init; }

    public required ScreenKind View { get; init; }

    /// <summary>Most screens drawn in a second; keys are answered at once.</summary>
    public required double Rate { get; init; }

    /// <summary>How long an engine is waited for where only one screen is shown.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Size of a screen that goes to no terminal.</summary>
    public required (int Width, int Height) Size { get; init; }

    public required bool IsOnce { get; init; }

    public required bool IsJson { get; init; }
}
