using System.Text.Json.Nodes;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>How far apart are the cores that would exchange events?</summary>
public sealed class RoundTripFinder : IProbe
{
    private const int MaxPairsTried = 4;

    private static readonly TimeSpan PerPair = TimeSpan.FromMilliseconds(100);

    public string Id => "roundTrip";

    public string Subject => "round trip";

    public Finding Examine(IHost host)
    {
        var trips = Measure(host);
        var measured = trips.Where(t => t.IsMeasured).OrderBy(t => t.MedianNanos).ToList();
        var finding = measured.Count == 0 ? Finding.Unknown(trips[0].Remark) : Judge(measured);
        finding.Facts["regime"] = measured.Count == 0 ? null : measured[0].RegimeName;
        finding.Facts["pairs"] = Json.Array(measured.Select(Describe));
        return finding;
    }

    /// <summary>
    /// From the first candidate to a few others, spread over all: neighbours, the middle, the far end. Known
    /// siblings are left out while there is more than one physical core: no two stages should run on them.
    /// </summary>
    private static List<RoundTrip> Measure(IHost host)
    {
        var physical = HostReadings.PhysicalCores(host).ToArray();
        var isolated = physical.Where(HostReadings.IsolatedCores(host).Contains).ToArray();
        var cores = isolated.Length > 1 ? isolated : physical;
        if (cores.Length < 2 || !(OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
            return [RoundTripProbe.Measure()];
        int[] others = [1, 2, cores.Length / 2, cores.Length - 1];
        return [.. others.Where(i => i < cores.Length && i > 0).Distinct().Take(MaxPairsTried)
            .Select(i => RoundTripProbe.Measure(cores[0], cores[i], PerPair))];
    }

    private static Finding Judge(List<RoundTrip> measured)
    {
        var (nearest, farthest) = (measured[0], measured[^1]);
        var text = measured.Count == 1 ? $"{nearest}" : $"Nearest pair: {nearest}. Farthest: {farthest}";
        return nearest.Regime switch
        {
            RoundTripRegime.SmtSiblings => Finding.Advice(
                $"{text}. Siblings answer fastest but share execution units: fine for a hand-off, not for"
                + " two busy stages."),
            RoundTripRegime.OtherComplex => Finding.Advice(
                $"{text}. They do not share a cache, and every hand-off costs several times as much: pin to"
                + " one complex, or fuse the stages."),
            _ => Finding.Ok(text),
        };
    }

    private static JsonObject Describe(RoundTrip trip) => new()
    {
        ["firstCore"] = trip.FirstCore,
        ["secondCore"] = trip.SecondCore,
        ["medianNanos"] = trip.MedianNanos,
        ["p99Nanos"] = trip.P99Nanos,
        ["sampleCount"] = trip.SampleCount,
        ["regime"] = trip.RegimeName,
    };
}
