using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Backtest.OrderFiles.Scenarios;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>The core against what other engines made of the same orders.</summary>
public sealed class SharedOrderFileTests
{
    private const string Flash1Hash = "e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e";

    [SharedDataFact]
    public void A_million_orders_come_to_the_figures_and_trades_that_all_engines_agree_on()
    {
        var file = OrderFile.Read(SharedData.PathOf("orders", "orders-1m.csv.gz"));
        var expectation = OrderExpectation.FindBeside(file.Path)!;
        var result = OrderRun.Run(file, expectation.Prefill);
        Assert.Null(expectation.FirstDifference(result.Figures));
        Assert.Contains(RunFigure.Of("trade_fnv1a64", "9a529f1b6431e35b"), result.Figures);
        Assert.Equal((10_000, 206_676L), (result.Prefill, result.Trades));
    }

    [SharedDataFact]
    public void Two_million_orders_lead_to_the_report_that_the_neutral_harness_published() => Assert.Contains(
        RunFigure.Of("report_sha256", Flash1Hash),
        OrderRun.Run(OrderFile.Read(SharedData.PathOf("orders", "flash1-normal-seed23.csv.gz")), 0).Figures);

    [SharedDataFact]
    public void Every_scenario_of_the_peers_comes_out_as_they_say()
    {
        var scenarios = ScenarioFile.Read(SharedData.PathOf("matching-scenarios.jsonl"));
        Assert.Equal(50, scenarios.Count);
        Assert.All(scenarios, scenario => Assert.Equal((scenario.Id, null), (scenario.Id, ScenarioRun.FirstDifference(scenario))));
    }
}
