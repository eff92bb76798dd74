using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Host.Engine;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Host.Replay.Comparison;

/// <summary>All figures that two runs are compared by, in the order of their table. Cold; pure.</summary>
internal static class RunFigures
{
    private const string Everything = "all";

    private static readonly (string Name, int Template)[] Counts =
    [
        ("orders accepted", OrderAccepted.TemplateId), ("orders rejected", OrderRejected.TemplateId),
        ("orders canceled", OrderCanceled.TemplateId), ("fills", OrderFilled.TemplateId),
    ];

    public static List<RunFigure> Of(TradingStages stages, EngineConfiguration configuration, RunTally tally)
    {
        List<RunFigure> figures = [.. Counts.Select(count => new RunFigure(Everything, count.Name, tally.CountOf(count.Template)))];
        foreach (var strategy in SessionFigures.OfStrategies(stages, configuration).GroupBy(row => row.StrategyId))
        {
            var scope = $"strategy {strategy.Key}";
            figures.AddRange(Counts.Select(count => new RunFigure(scope, count.Name, tally.CountOf(strategy.Key, count.Template))));
            foreach (var row in strategy.Where(row => row.Currency != 0)) figures.AddRange(MoneyOf(scope, row, tally));
        }

        figures.AddRange(PositionsOf(stages));
        return figures;
    }

    private static RunFigure[] MoneyOf(string scope, StrategyFigures row, RunTally tally)
    {
        var currency = new Currency(row.Currency).ToString();
        return
        [
            new(scope, "fees", row.Fees, currency), new(scope, "realized", row.RealizedPnl, currency),
            new(scope, "unrealized", row.UnrealizedPnl, currency), new(scope, "net", row.Net, currency),
            new(scope, "drawdown", tally.DrawdownOf(row.StrategyId, row.Currency), currency),
        ];
    }

    private static IEnumerable<RunFigure> PositionsOf(TradingStages stages)
    {
        var positions = new List<RunFigure>();
        for (var i = 0; i < stages.Positions.Count; i++)
        {
            var position = stages.Positions[i];
            if (position.Lots == 0) continue;
            var definition = stages.Instruments[position.InstrumentId].Definition;
            var name = $"position {Encoding.ASCII.GetString(definition.Symbol)}";
            positions.Add(new RunFigure($"strategy {position.StrategyId}", name, position.Lots, LotExponent: definition.LotExponent)
            {
                IsPosition = true,
            });
        }

        return positions.OrderBy(figure => figure.Scope, StringComparer.Ordinal).ThenBy(figure => figure.Name, StringComparer.Ordinal);
    }
}
