using LatencyEngine.PerfTests.Baselines;

namespace LatencyEngine.PerfTests.Harness;

/// <summary>
/// Measures the round trip of the crew's first two threads, before and after every threaded sample.
/// </summary>
internal sealed class RegimeProbe(Crew crew)
{
    private const double SiblingsBelowNanos = 85;
    private const double SharedCacheBelowNanos = 250;
    private const int TripsPerChunk = 1_000;
    private const int Chunks = 7; // The median of 7 ignores one interrupted chunk.

    private readonly TwoFlagExchange _exchange = new();

    /// <summary>Median over chunks of the mean round trip, in nanoseconds.</summary>
    public double RoundTripNanos()
    {
        var chunks = new double[Chunks];
        crew.Run(
            () =>
            {
                for (var i = 0; i < Chunks; i++) chunks[i] = _exchange.PingNanos(TripsPerChunk);
            },
            () => _exchange.Pong(Chunks * TripsPerChunk));
        return Statistics.Median(chunks);
    }

    public static HostRegime RegimeOf(double roundTripNanos) => roundTripNanos switch
    {
        < SiblingsBelowNanos => HostRegime.Siblings,
        < SharedCacheBelowNanos => HostRegime.SharedCache,
        _ => HostRegime.Apart,
    };

    public static string Describe(HostRegime regime) => regime switch
    {
        HostRegime.Siblings => "siblings (under 85 ns)",
        HostRegime.SharedCache => "shared cache (85 to 250 ns)",
        HostRegime.Apart => "apart (over 250 ns)",
        _ => "one thread",
    };
}
