using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>What the ring is asked to reach.</summary>
internal static class RingGoals
{
    private const Trait Adaptive = Trait.Ours | Trait.IdlesQuietly;
    private const double PeerFactor = 1.5;

    // Disruptor-net 7 on the host on which the goals were set, the best of its range.
    private const double PeerChainMillions = 34;
    private const double PeerDiamondMillions = 26;

    public static Goal[] OneToOne { get; } =
    [
        Goal.AtLeast("best of the bare rings", 0.85, Trait.Baseline),
        Goal.AtLeast("quiet wait against spinning", 0.8, Trait.Ours | Trait.Spins,
            Trait.Ours | Trait.IdlesQuietly),
        Goal.AtLeast("Disruptor-net", PeerFactor, Trait.Peer),
        Goal.AtLeast("no slow mode: least sample / greatest, worst row", 0.5, Trait.None) with
        {
            AllMustReach = true,
            JudgesSteadiness = true,
        },
    ];

    public static Goal[] Chain { get; } = Oversubscribed(PeerChainMillions);

    public static Goal[] Diamond { get; } = Oversubscribed(PeerDiamondMillions);

    public static Goal[] RoundTrip { get; } =
    [
        Goal.AtMost("p50, bare two-flag exchange", 1.15, Trait.Baseline),
        Goal.AtMost("p50, Disruptor-net", 1, Trait.Peer),
    ];

    public static Goal[] Idle { get; } =
    [
        Goal.AtMost("adaptive wait, % of a core", 2, Trait.None, Trait.Ours | Trait.IdlesQuietly),
    ];

    public static Goal[] FirstEvent { get; } =
    [
        Goal.AtMost("adaptive wait, p99 in µs", 100, Trait.None, Trait.Ours | Trait.IdlesQuietly),
    ];

    private static Goal[] Oversubscribed(double peerMillions) =>
    [
        new("adaptive wait, million/s", Adaptive, Trait.None, PeerFactor * peerMillions, IsAtLeast: true)
        {
            OnlyIn = HostRegime.SharedCache, // Where the rival's figures were taken.
        },
        Goal.AtLeast("adaptive wait, Disruptor-net", PeerFactor, Trait.Peer, Adaptive),
    ];
}
