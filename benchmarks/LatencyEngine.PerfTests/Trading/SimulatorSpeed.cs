using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>How fast the simulator alone makes the same market: the pipeline cannot be fed faster.</summary>
internal static class SimulatorSpeed
{
    public static double MillionPerSecond(SimulationOptions options)
    {
        using var market = new MarketSimulator(options);
        var slot = default(EngineEvent);
        var events = 0L;
        var started = Clock.NowNanos();
        while (market.TryRead(ref slot) == FeedRead.Event) events++;
        return events * 1e3 / (Clock.NowNanos() - started);
    }
}
