using LatencyEngine.Host.Configuration;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Strategies;
using LatencyEngine.Trading.Stages;
using LatencyEngine.Trading.Strategies;

namespace LatencyEngine.Host.Engine;

/// <summary>Makes the strategies that a configuration names. Cold.</summary>
internal static class SessionSeats
{
    /// <summary>Stages to be moved by hand: fresh, and of the sizes that a session of this configuration has.</summary>
    public static TradingStages StagesOf(EngineConfiguration configuration) =>
        new(configuration.Capacity.ToCapacities(), Of(configuration), OpenGate.Instance, OpenGate.Instance);

    /// <summary>New ones with every call: a strategy belongs to one pipeline.</summary>
    public static StrategySeat[] Of(EngineConfiguration configuration) =>
        [.. configuration.Strategies.Select(
            strategy => new StrategySeat(strategy.Id, StrategyKinds.Find(strategy.Kind)!.Create()))];
}
