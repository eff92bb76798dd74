using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Reports;
using LatencyEngine.Runtime.Metrics;
using LatencyEngine.Strategies;
using LatencyEngine.Trading;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.PerfTests.Trading;

/// <summary>The whole pipeline: throughput and tick to order, each with its goal, its control and what the host did meanwhile.</summary>
internal sealed class TradingSuite(TextWriter output, int[] cores, bool isQuick)
{
    private const double ThroughputGoal = 3;
    private const long P50GoalNanos = 1_000;
    private const long P99GoalNanos = 5_000;
    private const long TicksPerSecond = 200_000;
    private const long BarNanos = 100_000_000;
    private const double Million = 1e6;

    private int Repeats => isQuick ? 3 : 7;

    private SimulationOptions Market(int topOfBookPercent, long events) => new()
    {
        Seed = 3, InstrumentCount = 1_000, EventCount = events, EventsPerSecond = TicksPerSecond, GapsPerMillion = 0,
        TopOfBookPercent = topOfBookPercent, DepthPercent = (100 - topOfBookPercent) / 2,
        OrderByOrderPercent = 100 - topOfBookPercent - ((100 - topOfBookPercent) / 2),
    };

    /// <returns>Whether every goal was reached.</returns>
    public bool Run()
    {
        var isMet = RunThroughput();
        return RunTickToOrder() & isMet;
    }

    private bool RunThroughput()
    {
        output.WriteLine("Throughput: simulator on one core, strategy, risk and matching on the other; M inputs/s, median of "
            + $"{Repeats} sessions (least to most)");
        var table = new TextTable("market", "layout", "strategy", "M inputs/s", "simulator alone", "orders", "allocated", "goal");
        var events = isQuick ? 2_000_000 : 6_000_000;
        var isMet = Row(table, "quotes and trades", PipelineLayout.Fused, Market(100, events), "maCrossover");
        isMet &= Row(table, "all kinds of books", PipelineLayout.Fused, Market(50, events), "maCrossover");
        Row(table, "all kinds of books", PipelineLayout.Fused, Market(50, events / 2), "marketMaker", isGoal: false);
        Row(table, "all kinds of books", PipelineLayout.Staged, Market(50, events / 2), "maCrossover", isGoal: false);
        table.WriteTo(output, "  ");
        output.WriteLine();
        return isMet;
    }

    private bool Row(
        TextTable table, string name, PipelineLayout layout, SimulationOptions market, string strategy, bool isGoal = true)
    {
        var load = new TradingLoad(market, 1, BarNanos) { Parameters = QuickToWarmUp(strategy) };
        Throughput.Run(load, strategy, layout, cores); // Compiled and warm.
        var samples = Enumerable.Range(0, Repeats).Select(_ => Throughput.Run(load, strategy, layout, cores)).ToArray();
        if (samples.Select(sample => sample.StateHash).Distinct().Count() != 1)
            throw new WrongAnswerException("the same session ended in different states");
        var spread = Spread.Of([.. samples.Select(sample => sample.MillionPerSecond)]);
        var allocated = samples.Max(sample => sample.AllocatedBytes);
        var isMet = !isGoal || (spread.Median >= ThroughputGoal && allocated == 0);
        table.Add(
            name, layout.ToString(), strategy, $"{spread.Median:N2} ({spread.Min:N2} to {spread.Max:N2})",
            $"{SimulatorSpeed.MillionPerSecond(market):N1}", $"{samples[0].Orders:N0}", $"{allocated} B",
            isGoal ? $"≥ {ThroughputGoal:N0}, 0 B: {(isMet ? "met" : "missed")}" : "-");
        return isMet;
    }

    // The market maker samples every second by default, longer than a session here lasts.
    private static IReadOnlyList<(ushort Parameter, long Value)> QuickToWarmUp(string strategy)
    {
        var parameters = StrategyKinds.Find(strategy)!.Parameters;
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Name == "volatilitySampleMillis") return [((ushort)i, 50)];
        return [];
    }

    private bool RunTickToOrder()
    {
        var ticks = isQuick ? 400_000 : 2_000_000;
        var test = new TickToOrder(new TradingLoad(Market(100, 0), 1, BarNanos), TicksPerSecond, cores);
        test.Run(200_000, 0, isControl: false);
        var runs = new List<TickToOrderSample>();
        var controls = new List<TickToOrderSample>();
        for (var i = 0; i < 3; i++)
        {
            runs.Add(test.Run(ticks, 100_000, isControl: false));
            controls.Add(test.Run(ticks, 100_000, isControl: true));
        }

        output.WriteLine($"Tick to order: {TicksPerSecond:N0} ticks/s, open loop, an order every {TickToOrder.OrderEvery} quotes; "
            + "three runs, each beside a control that only notes the time");
        var table = new TextTable("run", "orders", "p50", "p99", "p99.9", "max", "p50 corr.", "p99 corr.", "left out", "host gaps");
        for (var i = 0; i < runs.Count; i++)
        {
            Add(table, $"engine {i + 1}", runs[i]);
            Add(table, $"control {i + 1}", controls[i]);
        }

        table.WriteTo(output, "  ");
        var p50 = Median(runs, sample => sample.Corrected.ValueAtPercentile(50));
        var p99 = Median(runs, sample => sample.Corrected.ValueAtPercentile(99));
        var isMet = p50 <= P50GoalNanos && p99 <= P99GoalNanos;
        output.WriteLine($"  goal: p50 ≤ {DurationText.Of(P50GoalNanos)}, p99 ≤ {DurationText.Of(P99GoalNanos)}, corrected for the "
            + $"host's hiccups: {DurationText.Of(p50)} and {DurationText.Of(p99)}, {(isMet ? "met" : "missed")}");
        output.WriteLine();
        return isMet;
    }

    private static double Median(IEnumerable<TickToOrderSample> samples, Func<TickToOrderSample, long> figure) =>
        Statistics.Median([.. samples.Select(sample => (double)figure(sample))]);

    private static void Add(TextTable table, string name, TickToOrderSample sample) => table.Add(
        name, $"{sample.Raw.Count:N0}", Of(sample.Raw, 50), Of(sample.Raw, 99), Of(sample.Raw, 99.9),
        DurationText.Of(sample.Raw.Max), Of(sample.Corrected, 50), Of(sample.Corrected, 99),
        $"{100.0 * (sample.Raw.Count - sample.Corrected.Count) / Math.Max(1, sample.Raw.Count):N1} %",
        $"{sample.Gaps:N0}, {sample.SenderGapNanos / Million:N0} ms");

    private static string Of(LatencyHistogram histogram, double percentile) =>
        histogram.Count == 0 ? "-" : DurationText.Of(histogram.ValueAtPercentile(percentile));
}
