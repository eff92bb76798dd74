using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>How many cores are there, and how many may this process use?</summary>
public sealed class CoresProbe : IProbe
{
    private const int StagedLayoutCores = 5;

    public string Id => "cores";

    public string Subject => "cores";

    public Finding Examine(IHost host)
    {
        var usable = host.UsableCores;
        var online = OnlineCount(host);
        var finding = Judge(usable.Count, Describe(usable, online));
        finding.Facts["onlineCount"] = online;
        finding.Facts["usableCount"] = usable.Count;
        finding.Facts["usable"] = usable.ToString();
        finding.Facts["runtimeProcessorCount"] = Environment.ProcessorCount;
        return finding;
    }

    private static int? OnlineCount(IHost host)
    {
        var online = host.Read("/sys/devices/system/cpu/online").Content;
        return online is not null && CoreSet.TryParse(online, out var cores) ? cores.Count : null;
    }

    private static string Describe(CoreSet usable, int? online) => online is null || online == usable.Count
        ? $"{Words.Plural(usable.Count, "logical core")} ({usable}), all for this process"
        : $"{usable.Count} of {online} logical cores for this process ({usable})";

    private static Finding Judge(int usable, string text) => usable switch
    {
        1 => Finding.Warning($"{text}. Threads that spin would wait for each other: never spin here."),
        < StagedLayoutCores => Finding.Advice(
            $"{text}. Enough for the fused layout; a pinned core for every stage needs {StagedLayoutCores}"
                + " or more."),
        _ => Finding.Ok(text),
    };
}
