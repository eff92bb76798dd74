using System.Text.Json.Nodes;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>What does the host take from a thread that spins on its core?</summary>
public sealed class HiccupProbe : IProbe
{
    private const int MaxCoresTried = 4;
    private const long AdviceAboveNanos = 20_000;
    private const long WarningAboveNanos = 1_000_000;
    private const double AdviceAboveShare = 0.001;
    private const double WarningAboveShare = 0.05;

    private static readonly TimeSpan PerCore = TimeSpan.FromMilliseconds(200);

    public string Id => "hiccups";

    public string Subject => "hiccups";

    public Finding Examine(IHost host)
    {
        var cores = Candidates(host);
        var counts = cores.Select(core => (Core: core, Counts: MeasureOn(core))).ToList();
        var worst = counts.MaxBy(c => c.Counts.LongestNanos);
        return Judge(worst.Core, worst.Counts) with
        {
            Facts = new() { ["cores"] = Json.Array(counts.Select(c => Describe(c.Core, c.Counts))) },
        };
    }

    // Where roles would be pinned: the isolated cores, else the last ones, since interrupts prefer the first.
    private static int[] Candidates(IHost host)
    {
        var isolated = HostReadings.IsolatedCores(host).ToArray().Where(host.UsableCores.Contains).ToArray();
        return [.. (isolated.Length > 0 ? isolated : host.UsableCores.ToArray()).TakeLast(MaxCoresTried)];
    }

    private static HiccupCounts MeasureOn(int core)
    {
        var counts = new HiccupCounts();
        RoleThread.Start("hiccup-meter", ThreadPlacement.OnCore(core), Spin).Join();
        return counts;

        void Spin() => counts = HiccupMeter.Measure(PerCore);
    }

    private static Finding Judge(int core, HiccupCounts counts)
    {
        var lost = $"The worst core ({core}) lost {counts.LostShare:0.00%} of {PerCore.TotalMilliseconds} ms";
        var gaps = Words.Plural(counts.GapsAbove1MicroCount, "gap");
        var text = $"{lost} in {gaps} above 1 us, the longest {Words.Time(counts.LongestNanos)}";
        if (counts.LongestNanos > WarningAboveNanos)
            return Finding.Warning($"{text}: other threads or machines take whole time slices");
        if (counts.LostShare > WarningAboveShare)
            return Finding.Warning($"{text}: the core is busy with something else");
        return counts.LongestNanos > AdviceAboveNanos || counts.LostShare > AdviceAboveShare
            ? Finding.Advice($"{text}: interrupts, kernel threads or the hypervisor run there")
            : Finding.Ok(text);
    }

    private static JsonObject Describe(int core, HiccupCounts counts) => new()
    {
        ["core"] = core,
        ["elapsedNanos"] = counts.ElapsedNanos,
        ["lostShare"] = counts.LostShare,
        ["longestNanos"] = counts.LongestNanos,
        ["gapsAbove1MicroCount"] = counts.GapsAbove1MicroCount,
        ["gapsAbove20MicrosCount"] = counts.GapsAbove20MicrosCount,
        ["gapsAbove100MicrosCount"] = counts.GapsAbove100MicrosCount,
        ["gapsAbove1MilliCount"] = counts.GapsAbove1MilliCount,
    };
}
