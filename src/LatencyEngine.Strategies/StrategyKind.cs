using LatencyEngine.Strategies.Contract;

namespace LatencyEngine.Strategies;

/// <summary>A kind of strategy that configuration can name. Cold, immutable.</summary>
/// <param name="Name">As in configuration.</param>
/// <param name="Summary">A sentence for people.</param>
/// <param name="Parameters">In the order of their numbers, from 0.</param>
/// <param name="Create">Makes a strategy with the defaults; each seat needs its own.</param>
[ColdPath("strategies are made at start-up")]
public sealed record StrategyKind(
    string Name, string Summary, IReadOnlyList<ParameterDescription> Parameters, Func<IStrategy> Create);
