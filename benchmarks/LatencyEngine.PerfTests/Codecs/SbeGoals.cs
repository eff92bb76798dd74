using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>What generated codecs are asked to reach.</summary>
internal static class SbeGoals
{
    public static Goal[] Fixed { get; } =
    [
        Goal.AtMost("packed struct by hand", 1.05, Trait.Baseline),
        AllocatesNothing,
    ];

    public static Goal[] Variable { get; } =
    [
        Goal.AtMost("flyweight by hand", 1.15, Trait.Baseline),
        AllocatesNothing,
    ];

    private static Goal AllocatesNothing =>
        Goal.AtMost("allocated bytes per message", 0, Trait.None) with { Figure = SbeSuite.BytesColumn };
}
