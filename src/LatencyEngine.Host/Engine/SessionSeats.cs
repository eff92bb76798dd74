using LatencyEngine.Host.Configuration;
using LatencyEngine.Strategies;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Host.Engine;

/// <summary>Makes the strategies that a configuration names. Cold.</summary>
internal static class SessionSeats
{
    /// <summary>New ones with every call: a strategy belongs to one pipeline.</summary>
    public static StrategySeat[] Of(EngineConfiguration configuration) =>
        [.. configuration.Strategies.Select(
            strategy => new StrategySeat(strategy.Id, StrategyKinds.Find(strategy.Kind)!.Create()))];
}
