namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Compares two outcomes of a scenario, but for what files leave to the engine. Pure.</summary>
/// <remarks>
/// <para><b>Free</b> is whether slices of an iceberg that trade one after the other are one trade or several, the place of
/// self-trade cancels among the cancels of their command, and the order in which waiting stops are told. Whether a post-only order that
/// would trade is canceled or refused is free, too: <see cref="ScenarioRun"/> tells a cancel of both.</para>
/// </remarks>
internal static class ScenarioComparison
{
    /// <returns>Null where there is none.</returns>
    public static string? FirstDifference(ScenarioOutcome expected, ScenarioOutcome found) =>
        Compare("trade", Merge(expected.Trades), Merge(found.Trades))
        ?? Compare("cancel", Ordered(expected.Cancels), Ordered(found.Cancels))
        ?? Compare("reject", expected.Rejects, found.Rejects)
        ?? Compare("bid level", expected.Bids, found.Bids)
        ?? Compare("ask level", expected.Asks, found.Asks)
        ?? Compare("waiting stop", [.. expected.Stops.Order()], (List<ulong>)[.. found.Stops.Order()]);

    private static string? Compare<T>(string what, IReadOnlyList<T> expected, IReadOnlyList<T> found)
        where T : notnull
    {
        for (var i = 0; i < Math.Max(expected.Count, found.Count); i++)
        {
            var (wanted, got) = (TextAt(expected, i), TextAt(found, i));
            if (wanted != got) return $"{what} {i + 1}: expected {wanted}; found {got}";
        }

        return null;
    }

    private static string TextAt<T>(IReadOnlyList<T> list, int index)
        where T : notnull => index < list.Count ? list[index].ToString()! : "none";

    private static List<ScenarioTrade> Merge(IReadOnlyList<ScenarioTrade> trades)
    {
        var merged = new List<ScenarioTrade>();
        foreach (var trade in trades)
        {
            var isSame = merged.Count > 0 && merged[^1] with { Quantity = trade.Quantity } == trade;
            if (isSame) merged[^1] = trade with { Quantity = trade.Quantity + merged[^1].Quantity };
            else merged.Add(trade);
        }

        return merged;
    }

    // A sort that keeps the order of equals: only self-trade cancels move, to the front of their command and by id.
    private static List<ScenarioCancel> Ordered(IReadOnlyList<ScenarioCancel> cancels) =>
    [
        .. cancels
            .OrderBy(cancel => cancel.Command)
            .ThenBy(cancel => cancel.Reason == ScenarioWords.SelfTrade ? 0 : 1)
            .ThenBy(cancel => cancel.Reason == ScenarioWords.SelfTrade ? cancel.OrderId : 0),
    ];
}
