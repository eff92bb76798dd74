using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Is all memory equally near to all cores?</summary>
public sealed class NumaProbe : IProbe
{
    private const string Folder = "/sys/devices/system/node";

    public string Id => "numa";

    public string Subject => "NUMA";

    public Finding Examine(IHost host)
    {
        var online = host.Read($"{Folder}/online");
        if (online.Content is null) return Finding.Unknown(online.WhyNot);
        if (!CoreSet.TryParse(online.Content, out var nodes))
            return Finding.Unknown($"'{online.Content}' is no list of nodes");

        var used = nodes.ToArray().Where(node => HasUsableCore(host, node)).ToList();
        var finding = used.Count <= 1
            ? Finding.Ok($"{Words.Plural(nodes.Count, "node")}; the usable cores are on one")
            : Finding.Advice(
                $"The usable cores are on {used.Count} nodes: keep threads and rings of one engine on one",
                $"numactl --cpunodebind={used[0]} --membind={used[0]} ./run.ps1");
        finding.Facts["nodeCount"] = nodes.Count;
        finding.Facts["usedNodeCount"] = used.Count;
        finding.Facts["balances"] = host.Read("/proc/sys/kernel/numa_balancing").Content is "1" or "2" or "3";
        return finding;
    }

    private static bool HasUsableCore(IHost host, int node) =>
        CoreSet.TryParse(host.Read($"{Folder}/node{node}/cpulist").OrEmpty, out var cores)
        && cores.ToArray().Any(host.UsableCores.Contains);
}
