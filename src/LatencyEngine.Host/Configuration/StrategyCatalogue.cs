using System.Collections.Immutable;

namespace LatencyEngine.Host.Configuration;

/// <summary>
/// The kinds of strategies that a configuration may name, with the parameters that each declares. Immutable.
/// </summary>
/// <param name="kinds">In the order in which they are listed; a parameter's number is its place.</param>
public sealed class StrategyCatalogue(
    ImmutableArray<KeyValuePair<string, IReadOnlyList<StrategyParameter>>> kinds)
{
    private const int PeriodsMax = 10_000;

    private const int TicksMax = 1_000_000;

    private const long LotsMax = 1_000_000_000_000;

    public static readonly StrategyCatalogue BuiltIn = new([
        KeyValuePair.Create<string, IReadOnlyList<StrategyParameter>>("maCrossover", [
            new("fastBars", 10, 1, PeriodsMax, "Bars of the fast average."),
            new("slowBars", 30, 2, PeriodsMax, "Bars of the slow average."),
            new("orderLots", 100, 1, LotsMax, "Size of an order."),
        ]),
        KeyValuePair.Create<string, IReadOnlyList<StrategyParameter>>("marketMaker", [
            new("halfSpreadTicks", 2, 1, TicksMax, "Distance of each quote from the fair price."),
            new("orderLots", 100, 1, LotsMax, "Size of a quote."),
            new("inventoryLotsMax", 1000, 1, LotsMax, "Position at which one side is no longer quoted."),
            new("skewTicks", 1, 0, TicksMax, "Shift of both quotes at the largest position."),
        ]),
    ]);

    public ImmutableArray<KeyValuePair<string, IReadOnlyList<StrategyParameter>>> Kinds => kinds;
}
