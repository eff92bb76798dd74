using System.Collections.Immutable;
using LatencyEngine.Strategies;

namespace LatencyEngine.Host.Configuration;

/// <summary>
/// The kinds of strategies that a configuration may name, with the parameters that each declares. Immutable.
/// </summary>
/// <param name="kinds">In the order in which they are listed; a parameter's number is its place.</param>
public sealed class StrategyCatalogue(
    ImmutableArray<KeyValuePair<string, IReadOnlyList<StrategyParameter>>> kinds)
{
    /// <summary>Every kind of <see cref="StrategyKinds"/>.</summary>
    public static readonly StrategyCatalogue BuiltIn = new([.. StrategyKinds.All.Select(Describe)]);

    public ImmutableArray<KeyValuePair<string, IReadOnlyList<StrategyParameter>>> Kinds => kinds;

    private static KeyValuePair<string, IReadOnlyList<StrategyParameter>> Describe(StrategyKind kind) =>
        KeyValuePair.Create<string, IReadOnlyList<StrategyParameter>>(kind.Name, [.. kind.Parameters.Select(
            parameter => new StrategyParameter(
                parameter.Name, parameter.Default, parameter.Min, parameter.Max, parameter.Summary))]);
}
