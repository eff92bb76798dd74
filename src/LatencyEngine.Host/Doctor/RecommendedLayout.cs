using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// How to run the engine on a host with so many cores. A thread that spins owns its core: more spinners than
/// cores cost whole time slices, and the journal, the garbage collector and the JIT need a core as well.
/// </summary>
/// <param name="Layout"><c>fused</c> or <c>staged</c>.</param>
/// <param name="WaitStrategy">For the pinned stages; the others may always park.</param>
/// <param name="SpinningThreadsMax">How many threads may spin at the same time.</param>
/// <param name="PinnedCores">Where to pin them; empty where pinning would only get in the way.</param>
public sealed record RecommendedLayout(
    string Layout, string WaitStrategy, int SpinningThreadsMax, CoreSet PinnedCores)
{
    public const string Fused = "fused";
    public const string Staged = "staged";
    public const string Adaptive = "adaptive";
    public const string BusySpin = "busy-spin";
    public const string Blocking = "blocking";

    /// <summary>Strategy, risk and matching: what the staged layout gives a core each.</summary>
    private const int StageCount = 3;

    /// <summary>Up to this many cores a spinning thread too many is too easily made.</summary>
    private const int FewCores = 4;

    /// <param name="physicalCores">One usable core of each physical core.</param>
    /// <param name="isolatedCores">Cores that the scheduler leaves alone; may be empty.</param>
    /// <param name="limitCores">What a control group allows, in cores; infinite when nothing is
    /// limited.</param>
    public static RecommendedLayout For(CoreSet physicalCores, CoreSet isolatedCores, double limitCores)
    {
        if (limitCores < physicalCores.Count) return ForRationedTime(limitCores);
        if (physicalCores.Count == 1) return new RecommendedLayout(Fused, Blocking, 0, CoreSet.Empty);

        int[] isolated = [.. physicalCores.ToArray().Where(isolatedCores.Contains)];
        if (isolated.Length >= StageCount) return Spinning(Staged, isolated);
        if (isolated.Length > 0) return Spinning(Fused, isolated);

        // The first core gets most interrupts, and keeps the threads that nobody pinned.
        int[] others = physicalCores.ToArray()[1..];
        if (physicalCores.Count <= FewCores)
            return new RecommendedLayout(Fused, Adaptive, others.Length, CoreSet.Of(others[^1]));
        return Spinning(Staged, others[^StageCount..]);
    }

    public override string ToString()
    {
        var where = PinnedCores.Count == 0 ? "nothing pinned" : $"pin to {PinnedCores}";
        var spinners = SpinningThreadsMax switch
        {
            0 => "no thread may spin",
            1 => "at most 1 thread may spin",
            _ => $"at most {SpinningThreadsMax} threads may spin",
        };
        return $"{Layout} layout, {WaitStrategy} wait, {where}; {spinners}";
    }

    private static RecommendedLayout Spinning(string layout, int[] cores) =>
        new(layout, BusySpin, cores.Length, CoreSet.Of(cores));

    // Spinning burns the ration, and then everything stands still until the next period.
    private static RecommendedLayout ForRationedTime(double limitCores) =>
        new(Fused, limitCores < 2 ? Blocking : Adaptive, 0, CoreSet.Empty);
}
