using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Is this metal, a virtual machine, a container? From hints, which a host may hide.</summary>
public sealed class VirtualizationProbe : IProbe
{
    public string Id => "virtualization";

    public string Subject => "virtualization";

    public Finding Examine(IHost host)
    {
        var cpuInfo = host.Read("/proc/cpuinfo");
        if (cpuInfo.Content is null) return Finding.Unknown(cpuInfo.WhyNot);

        var surroundings = new Surroundings(
            Surroundings.HypervisorOf(cpuInfo.Content, Product(host)),
            Surroundings.ContainerOf(
                host.Read("/proc/self/cgroup").OrEmpty,
                host.Read("/.dockerenv").Content is not null,
                host.Read("/run/.containerenv").Content is not null));
        return Judge(surroundings) with
        {
            Facts = new()
            {
                ["hypervisor"] = surroundings.Hypervisor,
                ["container"] = surroundings.Container,
            },
        };
    }

    private static string Product(IHost host) =>
        $"{host.Read("/sys/class/dmi/id/sys_vendor").OrEmpty}"
            + $" {host.Read("/sys/class/dmi/id/product_name").OrEmpty}";

    private static Finding Judge(Surroundings surroundings)
    {
        var container = surroundings.Container is { } kind ? $", in a container ({kind})" : "";
        return surroundings.Hypervisor is { } hypervisor
            ? Finding.Advice(
                $"Virtual machine, hypervisor {hypervisor}{container}. Virtual cores move between real ones:"
                + " compare figures only within one regime of the round trip, and ask for dedicated cores.")
            : Finding.Ok($"No sign of a hypervisor{container}");
    }
}
