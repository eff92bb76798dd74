namespace LatencyEngine.Host.Configuration;

/// <summary>What a parameter of a strategy is set to. Immutable.</summary>
/// <param name="Id">Place among the parameters that the strategy declares, from 0.</param>
/// <param name="Value">Scaled as declared.</param>
public sealed record StrategyParameterValue(ushort Id, string Name, long Value);
