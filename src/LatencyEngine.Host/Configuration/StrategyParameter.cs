namespace LatencyEngine.Host.Configuration;

/// <summary>A parameter that a kind of strategy declares. Immutable.</summary>
/// <param name="Name">In camel case, with its unit last.</param>
/// <param name="Default">Scaled, as are the bounds.</param>
/// <param name="Decimals">Digits after the point that the integer counts in; 0 for whole numbers.</param>
public sealed record StrategyParameter(
    string Name, long Default, long Min, long Max, string Summary, int Decimals = 0);
