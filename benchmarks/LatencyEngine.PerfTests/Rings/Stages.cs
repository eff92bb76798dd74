using LatencyEngine.PerfTests.Baselines;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Rings;

/// <summary>A producer and three stages, four threads that the scheduler places: the bare ring.</summary>
internal static class Stages
{
    public static Pipeline Bare(Crew floating, bool isDiamond)
    {
        var ring = new StageRing(RingSuite.CapacitySlots, isDiamond);
        var sum = 0L;
        return new Pipeline(
            "bare ring, yielding", Trait.Baseline, floating, isDiamond
                ? StageWork.DiamondSum : StageWork.ChainSum)
        {
            Parts = [ring.Produce, ring.RunFirst, ring.RunSecond, count => sum = ring.RunLast(count)],
            Answer = () => sum,
            Owned = [ring],
        };
    }
}
