namespace LatencyEngine.PerfTests.Harness;

/// <summary>One measurement and the regimes of the host on either side of it.</summary>
internal readonly record struct Sample(double[] Figures, HostRegime Before, HostRegime After)
{
    public bool IsOf(HostRegime regime) => Before == regime && After == regime;
}
