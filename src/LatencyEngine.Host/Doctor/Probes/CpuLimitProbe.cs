using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Does a control group ration processor time?</summary>
public sealed class CpuLimitProbe : IProbe
{
    private const long MicrosPerMilli = 1_000;

    public string Id => "cpuLimit";

    public string Subject => "CPU limit";

    public Finding Examine(IHost host)
    {
        var groups = host.Read("/proc/self/cgroup");
        if (groups.Content is null) return Finding.Unknown(groups.WhyNot);

        var quota = HostReadings.TightestQuota(host);
        var throttled = ThrottledCount(host, groups.Content);
        var finding = quota.QuotaMicros is null
            ? Finding.Ok("No control group rations processor time")
            : Warn(quota, throttled);
        finding.Facts["limitCores"] = quota.QuotaMicros is null ? null : quota.Cores;
        finding.Facts["periodMicros"] = quota.PeriodMicros;
        finding.Facts["throttledCount"] = throttled;
        return finding;
    }

    private static Finding Warn(CpuQuota quota, long? throttled)
    {
        var periodMillis = quota.PeriodMicros / MicrosPerMilli;
        var limit = $"Limited to {quota.Cores:0.##} cores' worth of time in each {periodMillis} ms";
        var times = throttled is > 0 ? $" (it happened {Words.Plural(throttled.Value, "time")})" : "";
        return Finding.Warning(
            $"{limit}: once it is used up, every thread stops until the next period{times}. Give whole cores"
            + " in place of time",
            "docker run --cpuset-cpus=0-3 in place of --cpus; Kubernetes: static CPU manager, integer CPUs");
    }

    private static long? ThrottledCount(IHost host, string selfCgroup)
    {
        var folders = CgroupFolders.Version2(selfCgroup).Concat(CgroupFolders.Version1(selfCgroup));
        return folders.Select(f => KeyedLines.Number(host.Read($"{f}/cpu.stat").OrEmpty, "nr_throttled"))
            .Max();
    }
}
