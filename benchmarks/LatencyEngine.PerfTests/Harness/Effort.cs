namespace LatencyEngine.PerfTests.Harness;

/// <summary>How much time a run may spend.</summary>
/// <param name="Samples">Samples of one regime wanted for each rival.</param>
/// <param name="WarmUpPhases">Warm-up runs with a pause for the JIT behind them.</param>
/// <param name="WarmUpRuns">Full runs of each rival in each phase.</param>
/// <param name="SampleTimeScale">Factor on the contests' sample times.</param>
/// <param name="RoundsPerSample">Rounds at most, as a multiple of the samples wanted, when the host keeps
/// moving.</param>
internal sealed record Effort(
    int Samples, int WarmUpPhases, int WarmUpRuns, double SampleTimeScale, int RoundsPerSample)
{
    public static Effort FullRing { get; } = new(9, 3, 2, 1, 2);

    public static Effort QuickRing { get; } = new(3, 2, 1, 0.4, 2);

    public static Effort FullSbe { get; } = new(31, 6, 20, 1, 1);

    public static Effort QuickSbe { get; } = new(11, 6, 20, 0.5, 1);
}
