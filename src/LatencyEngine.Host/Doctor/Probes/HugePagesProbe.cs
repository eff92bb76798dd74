using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Can rings be put on huge pages?</summary>
public sealed class HugePagesProbe : IProbe
{
    private const string TransparentPath = "/sys/kernel/mm/transparent_hugepage/enabled";
    private const string Reserve = "sudo sysctl -w vm.nr_hugepages=64";

    public string Id => "hugePages";

    public string Subject => "huge pages";

    public Finding Examine(IHost host)
    {
        var memory = host.Read("/proc/meminfo");
        if (memory.Content is null) return Finding.Unknown(memory.WhyNot);
        var transparent = Choice.Selected(host.Read(TransparentPath).OrEmpty);
        var reserved = KeyedLines.Number(memory.Content, "HugePages_Total") ?? 0;
        var sizeKib = KeyedLines.Number(memory.Content, "Hugepagesize");

        var finding = Judge(transparent, reserved, sizeKib);
        finding.Facts["transparent"] = transparent;
        finding.Facts["reservedCount"] = reserved;
        finding.Facts["freeCount"] = KeyedLines.Number(memory.Content, "HugePages_Free") ?? 0;
        finding.Facts["sizeKib"] = sizeKib;
        return finding;
    }

    private static Finding Judge(string? transparent, long reserved, long? sizeKib)
    {
        var text = $"Transparent: {transparent ?? "not supported"}; reserved: {reserved}"
            + (sizeKib is { } size ? $" of {size} KiB" : "");
        if (transparent == "always")
            return Finding.Advice(
                $"{text}. The kernel merges pages of everybody at times it chooses: let the rings ask for it",
                $"echo madvise | sudo tee {TransparentPath}");
        return reserved > 0 || transparent == "madvise"
            ? Finding.Ok($"{text}. Rings can ask for them.")
            : Finding.Advice($"{text}. Rings will lie on small pages, with more TLB misses.", Reserve);
    }
}
