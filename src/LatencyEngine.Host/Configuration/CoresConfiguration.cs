using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Configuration;

/// <summary>The core of each role's thread; <see cref="Any"/> leaves the choice to the system. Immutable.</summary>
public sealed record CoresConfiguration
{
    public const int Any = -1;

    private static readonly IntegerType<int> Core = new(Any, CoreSet.MaxCores - 1, "core");

    public required int Feed { get; init; }

    /// <summary>In the fused layout, of the one thread of all three stages.</summary>
    public required int Strategy { get; init; }

    public required int Risk { get; init; }

    public required int Matching { get; init; }

    public required int Output { get; init; }

    public required int Journal { get; init; }

    /// <summary>A core of the settings as threads are told it; <c>null</c> for any.</summary>
    public static int? Of(int core) => core == Any ? null : core;

    internal static CoresConfiguration Read(ISettings settings) => new()
    {
        Feed = settings.Value("feed", Core, Any, "Core of the thread that reads the feeds; -1 for any."),
        Strategy = settings.Value(
            "strategy", Core, Any, "Core of the strategy thread, when fused of all three stages; -1 for any."),
        Risk = settings.Value("risk", Core, Any, "Core of the risk thread when staged; -1 for any."),
        Matching = settings.Value("matching", Core, Any, "Core of the matching thread when staged; -1 for any."),
        Output = settings.Value("output", Core, Any, "Core of the thread that reads the outputs; -1 for any."),
        Journal = settings.Value("journal", Core, Any, "Core of the thread that writes the journal; -1 for any."),
    };
}
