namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Who decides on the clock frequency?</summary>
public sealed class GovernorProbe : IProbe
{
    private const string Fastest = "performance";

    public string Id => "governor";

    public string Subject => "governor";

    public Finding Examine(IHost host)
    {
        var texts = host.UsableCores.ToArray()
            .Select(core => host.Read($"/sys/devices/system/cpu/cpu{core}/cpufreq/scaling_governor"))
                .ToList();
        var governors = texts.Where(t => t.Content is not null).Select(t => t.Content!).Distinct().Order()
            .ToList();
        if (governors.Count == 0)
            return Finding.Unknown($"{texts[0].WhyNot} (usual in a virtual machine)");

        var names = string.Join(", ", governors);
        var finding = governors is [Fastest]
            ? Finding.Ok($"{names} on all usable cores")
            : Finding.Advice(
                $"{names}: an idle core slows down, and the first event after a pause finds it slow",
                $"sudo cpupower frequency-set --governor {Fastest}");
        finding.Facts["governors"] = Json.Array(governors);
        return finding;
    }
}
