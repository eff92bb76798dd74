using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>The order flows of the suite, each with what it must come to.</summary>
internal static class MatchingInputs
{
    /// <summary>As its authors publish it of the workload "normal", seed 23.</summary>
    private const string Flash1Hash = "e9b2e3926854410b01a035aeb25dd05f1e597c233be8263de9eb49b6713d367e";

    private const int DeepTicks = 1 << 15;

    public static MatchingInput Published()
    {
        var flow = OrderFlow.Of(OrderFlowPlan.Main);
        if (flow.Facts != OrderFlowPlan.MainFacts) throw new WrongAnswerException("the generator made another flow than the published one");
        return new MatchingInput("main", flow.Rows, flow.PrefillRows, OrderFlowPlan.MainFacts, new BookRules());
    }

    public static MatchingInput Deep()
    {
        var flow = OrderFlow.Of(OrderFlowPlan.Deep);
        var rules = new BookRules { LadderTicks = DeepTicks, LevelsPerSide = DeepTicks };
        return new MatchingInput("deep", flow.Rows, flow.PrefillRows, flow.Facts, rules);
    }

    /// <summary>A recorded day; <c>null</c> where it is not there.</summary>
    public static MatchingInput? Recorded()
    {
        if (BenchData.Find("lobster", "LOBSTER_SampleFile_AMZN_2012-06-21_1.zip") is not { } path) return null;
        var rows = LobsterOrders.Read(path);
        return new MatchingInput("AMZN", rows, 0, OrderFlowTruth.Of(rows), new BookRules());
    }

    /// <summary>The neutral harness's workload; <c>null</c> where it is not there.</summary>
    /// <exception cref="WrongAnswerException">The core's report of it is not the published one.</exception>
    public static MatchingInput? Flash1()
    {
        if (BenchData.Find("orders", "flash1-normal-seed23.csv.gz") is not { } path) return null;
        var file = OrderFile.Read(path);
        var found = OrderRun.Run(file, 0).Figures.Single(figure => figure.Name == "report_sha256").Text;
        if (found != Flash1Hash) throw new WrongAnswerException($"flash1: report {found}, expected {Flash1Hash}.");
        return new MatchingInput("flash1", file.Rows, 0, OrderFlowTruth.Of(file.Rows), new BookRules());
    }
}
