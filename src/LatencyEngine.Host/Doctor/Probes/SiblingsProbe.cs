namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which logical cores share a physical one?</summary>
public sealed class SiblingsProbe : IProbe
{
    private const string SwitchOff = "echo off | sudo tee /sys/devices/system/cpu/smt/control";

    public string Id => "siblings";

    public string Subject => "SMT siblings";

    public Finding Examine(IHost host)
    {
        var first = host.UsableCores.ToArray()[0];
        var topology = host.Read($"/sys/devices/system/cpu/cpu{first}/topology/thread_siblings_list");
        if (topology.Content is null) return Finding.Unknown(topology.WhyNot);

        var groups = HostReadings.SiblingGroups(host);
        var finding = groups.Count == 0
            ? Finding.Ok("None shown: every usable core is a physical core, as far as the host tells")
            : Finding.Advice(
                $"{Words.Plural(groups.Count, "pair")} of siblings"
                + $" ({string.Join(" ", groups.Select(g => $"{g}"))})."
                + " A sibling that works slows a spinning thread down: leave it idle, or switch SMT off.",
                SwitchOff);
        finding.Facts["groupCount"] = groups.Count;
        finding.Facts["groups"] = Json.Array(groups.Select(g => g.ToString()));
        finding.Facts["physicalCores"] = HostReadings.PhysicalCores(host).ToString();
        return finding;
    }
}
