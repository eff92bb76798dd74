namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>How fast a file was matched: medians of some rounds, each on a fresh book. Immutable.</summary>
/// <param name="Operations">Rows after the prefill, a round.</param>
/// <param name="Cpu">CPU time of this process.</param>
/// <param name="CpuLeast">Of the fastest round.</param>
/// <param name="CpuMost">Of the slowest round.</param>
/// <param name="Wall">Time that passed.</param>
public sealed record MatchingRate(
    int Rounds, int Operations, TimeSpan Cpu, TimeSpan CpuLeast, TimeSpan CpuMost, TimeSpan Wall)
{
    public double PerCpuSecond => PerSecond(Cpu);

    public double PerCpuSecondLeast => PerSecond(CpuMost);

    public double PerCpuSecondMost => PerSecond(CpuLeast);

    public double PerWallSecond => PerSecond(Wall);

    private double PerSecond(TimeSpan time) => Operations / Math.Max(1e-9, time.TotalSeconds);
}
