using LatencyEngine.Host.Doctor.Parsing;
using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Facts that several probes need, each read in one way only. Stateless.</summary>
public static class HostReadings
{
    public const string CommandLinePath = "/proc/cmdline";

    private const string CpuFolder = "/sys/devices/system/cpu";

    /// <summary>The cores that the scheduler leaves alone. Empty also where the host does not say.</summary>
    public static CoreSet IsolatedCores(IHost host) =>
        CoreSet.TryParse(host.Read($"{CpuFolder}/isolated").OrEmpty, out var cores) && cores.Count > 0
            ? cores
            : KernelArguments.Cores(host.Read(CommandLinePath).OrEmpty, "isolcpus");

    /// <summary>
    /// The groups of usable cores that are hardware threads of one physical core; groups of one are left out.
    /// </summary>
    public static IReadOnlyList<CoreSet> SiblingGroups(IHost host)
    {
        var groups = new List<CoreSet>();
        foreach (var core in host.UsableCores.ToArray())
            if (SiblingsOf(host, core) is { Count: > 1 } group && !groups.Contains(group)) groups.Add(group);
        return groups;
    }

    /// <summary>One usable core of each physical core, in order.</summary>
    public static CoreSet PhysicalCores(IHost host)
    {
        var groups = SiblingGroups(host);
        var cores = host.UsableCores.ToArray()
            .Where(core => !groups.Any(g => g.Contains(core) && IsLater(host, g, core)));
        return CoreSet.Of([.. cores]);
    }

    /// <summary>The tightest processor limit among the control groups of this process.</summary>
    public static CpuQuota TightestQuota(IHost host)
    {
        var self = host.Read("/proc/self/cgroup").OrEmpty;
        var quotas = CgroupFolders.Version2(self)
            .Select(f => CpuQuota.FromVersion2(host.Read($"{f}/cpu.max").OrEmpty))
            .Concat(CgroupFolders.Version1(self).Select(f => CpuQuota.FromVersion1(
                host.Read($"{f}/cpu.cfs_quota_us").OrEmpty, host.Read($"{f}/cpu.cfs_period_us").OrEmpty)));
        return quotas.Where(q => q is not null).Select(q => q!.Value).DefaultIfEmpty(CpuQuota.Unlimited)
            .MinBy(q => q.Cores);
    }

    private static CoreSet? SiblingsOf(IHost host, int core) =>
        host.Read($"{CpuFolder}/cpu{core}/topology/thread_siblings_list").Content is { } text
        && CoreSet.TryParse(text, out var siblings)
            ? siblings
            : null;

    private static bool IsLater(IHost host, CoreSet group, int core) =>
        group.ToArray().First(host.UsableCores.Contains) < core;
}
