namespace LatencyEngine.Strategies.Contract;

/// <summary>A parameter of a strategy, for configuration and for commands. Cold, immutable.</summary>
/// <param name="Name">In camel case, with its unit last, as in configuration.</param>
/// <param name="Summary">A sentence for people.</param>
[ColdPath("described at start-up")]
public sealed record ParameterDescription(string Name, long Default, long Min, long Max, string Summary);
