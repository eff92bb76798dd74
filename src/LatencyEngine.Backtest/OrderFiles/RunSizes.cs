using System.Numerics;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>How large the core of a run is made. A value.</summary>
/// <param name="Orders">Most live orders.</param>
/// <param name="LevelsPerSide">Most prices with orders on a side.</param>
internal readonly record struct RunSizes(int Orders, int LevelsPerSide)
{
    private const int OrdersLeast = 1 << 16;
    private const int LevelsLeast = BookRules.LevelsPerSideDefault;
    private const int LevelsMost = 1 << 18;

    /// <summary>Enough for every file that a core can hold.</summary>
    public static RunSizes ForAll(ReadOnlySpan<OrderRow> rows)
    {
        var count = 0;
        foreach (ref readonly var row in rows)
            if (row.Operation is OrderOperation.New or OrderOperation.NewImmediate) count++;
        return new RunSizes(Math.Clamp(count, 1, MatchingCapacities.OrdersMax), Math.Clamp(count, 1, LevelsMost));
    }

    /// <summary>As an operator would choose them who knows the peaks: twice as much, and not less than by default.</summary>
    public static RunSizes For(int ordersPeak, int levelsPeak) => new(
        Math.Min(RoomFor(ordersPeak, OrdersLeast), MatchingCapacities.OrdersMax),
        Math.Min(RoomFor(levelsPeak, LevelsLeast), LevelsMost));

    private static int RoomFor(int peak, int least) =>
        Math.Max(least, (int)BitOperations.RoundUpToPowerOf2(2 * (uint)peak));
}
