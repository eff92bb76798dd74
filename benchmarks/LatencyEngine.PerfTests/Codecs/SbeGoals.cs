using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>What generated codecs are asked to reach.</summary>
internal static class SbeGoals
{
    private const double FixedBound = 1.05;
    private const double VariableBound = 1.15;

    public static Goal[] Encode { get; } =
    [
        Goal.AtMost("in place: packed struct by hand", FixedBound, Trait.Baseline),
        Goal.AtMost(
            "EncodeInPlace: packed struct by hand", FixedBound, Trait.Baseline, Trait.Ours | Trait.Checked),
        AllocatesNothing,
    ];

    /// <summary>
    /// Like is compared with like: reading in place, and reading behind a look at the header.
    /// </summary>
    public static Goal[] Decode { get; } =
    [
        Goal.AtMost("in place: packed struct by hand", FixedBound, Trait.Baseline),
        Goal.AtMost(
            "header checked: packed struct by hand",
            FixedBound,
            Trait.Platform | Trait.Checked,
            Trait.Ours | Trait.Checked),
        AllocatesNothing,
    ];

    public static Goal[] Variable { get; } =
    [
        Goal.AtMost("flyweight by hand", VariableBound, Trait.Baseline),
        AllocatesNothing,
    ];

    private static Goal AllocatesNothing =>
        Goal.AtMost("allocated bytes per message", 0, Trait.None) with
        {
            Figure = SbeSuite.BytesColumn,
            AllMustReach = true,
        };
}
