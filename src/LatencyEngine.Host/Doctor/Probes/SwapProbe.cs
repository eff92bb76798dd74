using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>May memory be moved to disk?</summary>
public sealed class SwapProbe : IProbe
{
    private const long KibPerMib = 1024;
    private const long ReluctantSwappiness = 10;

    public string Id => "swap";

    public string Subject => "swap";

    public Finding Examine(IHost host)
    {
        var memory = host.Read("/proc/meminfo");
        if (memory.Content is null) return Finding.Unknown(memory.WhyNot);
        if (KeyedLines.Number(memory.Content, "SwapTotal") is not { } totalKib)
            return Finding.Unknown("/proc/meminfo has no SwapTotal");

        var swappiness = KeyedLines.WholeNumber(host.Read("/proc/sys/vm/swappiness").Content);
        var finding = Judge(totalKib, swappiness);
        finding.Facts["totalKib"] = totalKib;
        finding.Facts["swappiness"] = swappiness;
        return finding;
    }

    private static Finding Judge(long totalKib, long? swappiness)
    {
        if (totalKib == 0) return Finding.Ok("None: memory is never moved to disk");
        var text = $"{totalKib / KibPerMib} MiB, swappiness {swappiness?.ToString("0", null) ?? "unknown"}";
        return swappiness <= ReluctantSwappiness
            ? Finding.Ok($"{text}: used in need only")
            : Finding.Advice(
                $"{text}: idle memory moves to disk, and the first event that needs it waits for the disk",
                "sudo swapoff -a, or sudo sysctl -w vm.swappiness=1");
    }
}
