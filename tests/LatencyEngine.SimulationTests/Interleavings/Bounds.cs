namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>What an exploration may cost. Without a preemption bound it covers every schedule.</summary>
internal sealed record Bounds
{
    public static readonly Bounds Exhaustive = new();

    /// <summary>
    /// Preemptions per schedule (switches away from a thread that could go on); null for all. Most real bugs
    /// need one or two [Musuvathi and Qadeer, PLDI 2007].
    /// </summary>
    public int? Preemptions { get; init; }

    /// <summary>Steps of one run before it counts as a livelock.</summary>
    public int StepsPerRun { get; init; } = 2_000;

    /// <summary>Schedules before the exploration is refused as too large.</summary>
    public long Schedules { get; init; } = 2_000_000;

    /// <summary>
    /// How often every spinning thread may look again although nothing has changed, when nothing else can
    /// run. A wait strategy that gives up spinning after n looks needs n of them.
    /// </summary>
    public int FutileSpins { get; init; } = 4;

    /// <summary>Skips schedules that differ only in the order of steps that do not conflict.</summary>
    public bool Reduce { get; init; } = true;

    public static Bounds PreemptionsUpTo(int count) => new() { Preemptions = count };
}
