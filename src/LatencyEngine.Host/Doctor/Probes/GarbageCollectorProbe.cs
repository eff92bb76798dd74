using System.Runtime;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>
/// How does this process collect garbage? The engine is built for the workstation mode, not concurrent.
/// </summary>
public sealed class GarbageCollectorProbe : IProbe
{
    public string Id => "garbageCollector";

    public string Subject => "GC";

    public Finding Examine(IHost host)
    {
        // Interactive is the latency mode of a concurrent collector, Batch that of one which is not.
        var mode = GCSettings.LatencyMode;
        var isConcurrent = mode != GCLatencyMode.Batch;
        return Judge(GCSettings.IsServerGC, isConcurrent, mode) with
        {
            Facts = new()
            {
                ["isServer"] = GCSettings.IsServerGC,
                ["isConcurrent"] = isConcurrent,
                ["latencyMode"] = mode.ToString(),
                ["heapLimitBytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            },
        };
    }

    private static Finding Judge(bool isServer, bool isConcurrent, GCLatencyMode mode)
    {
        var text = $"{(isServer ? "Server" : "Workstation")},"
            + $" {(isConcurrent ? "concurrent" : "not concurrent")}, mode {mode}";
        if (isServer)
            return Finding.Advice(
                $"{text}: a thread for every core competes with the pinned ones", "DOTNET_gcServer=0");
        return isConcurrent
            ? Finding.Advice(
                $"{text}: a background thread, of no use to a process that hardly allocates",
                "DOTNET_gcConcurrent=0")
            : Finding.Ok($"{text}: no thread of its own between collections");
    }
}
