namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which layout and wait strategy suit this host?</summary>
public sealed class LayoutProbe : IProbe
{
    public string Id => "layout";

    public string Subject => "recommended";

    public Finding Examine(IHost host)
    {
        var layout = RecommendedLayout.For(
            HostReadings.PhysicalCores(host),
            HostReadings.IsolatedCores(host),
            HostReadings.TightestQuota(host).Cores);
        return Finding.Ok($"{layout}") with
        {
            Facts = new()
            {
                ["layout"] = layout.Layout,
                ["waitStrategy"] = layout.WaitStrategy,
                ["spinningThreadsMax"] = layout.SpinningThreadsMax,
                ["pinnedCores"] = layout.PinnedCores.ToString(),
            },
        };
    }
}
