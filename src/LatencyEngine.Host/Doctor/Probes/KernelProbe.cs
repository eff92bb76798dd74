using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which kernel, and how does it preempt?</summary>
public sealed class KernelProbe : IProbe
{
    public string Id => "kernel";

    public string Subject => "kernel";

    public Finding Examine(IHost host)
    {
        var release = host.Read("/proc/sys/kernel/osrelease");
        if (release.Content is null)
            return Finding.Ok(Environment.OSVersion.VersionString) with
            {
                Facts = new() { ["release"] = $"{Environment.OSVersion.Version}", ["preemption"] = null },
            };
        var preemption = Preemption.ModelOf(host.Read("/proc/version").OrEmpty);
        return Finding.Ok($"Linux {release.Content}, {preemption}") with
        {
            Facts = new() { ["release"] = release.Content, ["preemption"] = preemption },
        };
    }
}
