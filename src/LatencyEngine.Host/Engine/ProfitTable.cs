using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Text;
using LatencyEngine.Trading.Stages;
using Spectre.Console;

namespace LatencyEngine.Host.Engine;

/// <summary>How the strategies stand, for views of a session that runs or is run again. A reading; cold.</summary>
internal static class ProfitTable
{
    private static readonly string[] Headings = ["strategy", "state", "open", "realized", "unrealized", "fees", "net"];

    public static Table Draw(TradingStages stages, EngineConfiguration configuration)
    {
        var table = new Table().Border(TableBorder.Simple).Expand();
        foreach (var heading in Headings) table.AddColumn(heading);
        foreach (var row in SessionFigures.OfStrategies(stages, configuration))
            table.AddRow(
                Markup.Escape($"{row.StrategyId} {row.Name}"), StateOf(stages, row.StrategyId), Amounts.Count(row.OpenPositions),
                Amounts.Money(row.RealizedPnl), Amounts.Money(row.UnrealizedPnl), Amounts.Money(row.Fees), Colored(row.Net));
        return table;
    }

    /// <summary>What all strategies together have gained, in each currency.</summary>
    public static string NetText(TradingStages stages, EngineConfiguration configuration) => string.Join(
        ", ", SessionFigures.OfStrategies(stages, configuration).GroupBy(row => row.Currency).Where(group => group.Key != 0)
            .Select(group => $"{Amounts.Money(group.Aggregate(Int128.Zero, (sum, row) => sum + row.Net))} {new Currency(group.Key)}")
            .DefaultIfEmpty("0.00"));

    private static string StateOf(TradingStages stages, ushort strategyId)
    {
        foreach (var seat in stages.Strategies.Seats)
            if (seat.StrategyId == strategyId) return seat.Port?.State.ToString() ?? "-";
        return "-";
    }

    private static string Colored(Int128 net) => net < 0 ? $"[red]{Amounts.Money(net)}[/]" : $"[green]{Amounts.Money(net)}[/]";
}
