using System.Diagnostics;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Reports;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// The matching core: orders a second, time of single commands and memory, with inputs whose trades are known. A wrong trade,
/// counter or price ends the run without a figure.
/// </summary>
internal sealed class MatchingSuite(TextWriter output, Crew crew, bool isQuick)
{
    private const double MainGoal = 12;
    private const double DeepGoal = 5;
    private const double RecordedGoal = 15;
    private const double P50GoalNanos = 90;
    private const double P99GoalNanos = 300;
    private const double BytesGoal = 80;
    private const double SnapshotGoalMillis = 1_000;
    private const double StopGoalMillis = 1;
    private const int RecordedRepeats = 31; // Each is short.
    private const int TimerLooks = 1_000_000;

    private readonly TextTable _rates = new(
        "input", "operations", "M ops/s", "(least to most)", "allocated", "textbook", "ratio", "trades", "trade hash", "expected", "goal");

    private readonly TextTable _times = new("input", "p50", "p99", "p99.9", "max", "goal");
    private readonly TextTable _others = new("measured", "", "goal");
    private bool _isMet = true;

    private int Repeats => isQuick ? 7 : 11;

    /// <returns>Whether every goal was reached.</returns>
    public bool Run()
    {
        AddMemory(); // First: what others leave free would be taken without being seen.
        var main = Measure(MatchingInputs.Published(), Repeats, Repeats);
        AddRate(main, MainGoal);
        AddTimes(main, $"p50 ≤ {P50GoalNanos} ns, p99 ≤ {P99GoalNanos} ns", IsFast(main));
        var deep = Measure(MatchingInputs.Deep(), Repeats, isQuick ? 1 : 3);
        AddRate(deep, DeepGoal);
        AddTimes(deep, "-", isMet: true);
        var recorded = AddWhereThere("AMZN", MatchingInputs.Recorded(), RecordedRepeats, RecordedGoal);
        AddWhereThere("flash1", MatchingInputs.Flash1(), isQuick ? Repeats - 4 : Repeats, double.NaN);
        AddSnapshot();
        Write();
        PeerFigures.WriteTo(output, main, deep, recorded);
        return _isMet;
    }

    private static bool IsFast(MatchingResult result) =>
        result.Percentile(0.5) <= P50GoalNanos && result.Percentile(0.99) <= P99GoalNanos;

    private MatchingResult Measure(MatchingInput input, int repeats, int textbookRepeats) =>
        new MatchingContest(crew, input, repeats, textbookRepeats).Measure();

    private void AddMemory()
    {
        var bytes = RestingMemory.BytesPerOrder();
        var isMet = bytes <= BytesGoal;
        _others.Add($"memory of a resting order, {RestingMemory.Orders:N0} of them", $"{bytes:N1} B", Verdict($"≤ {BytesGoal} B", isMet));
    }

    private void AddSnapshot()
    {
        var snapshot = SnapshotTime.Measure();
        var (total, stop) = (snapshot.Total.TotalMilliseconds, snapshot.LongestStop.TotalMilliseconds);
        _others.Add(
            $"snapshot of {SnapshotTime.Orders:N0} resting orders while others come and go", $"{total:N0} ms, {snapshot.Bytes / 1e6:N0} MB",
            Verdict($"≤ {SnapshotGoalMillis:N0} ms", total <= SnapshotGoalMillis));
        _others.Add(
            "longest time that matching stood still for it", $"{stop:N2} ms",
            Verdict($"≤ {StopGoalMillis} ms", stop <= StopGoalMillis));
        _others.Add(
            "its checksum, and loading it into a core with the same hash",
            $"{snapshot.Sealing.TotalMilliseconds:N0} ms, {snapshot.Loading.TotalMilliseconds:N0} ms", "-");
    }

    private void AddRate(MatchingResult result, double goal)
    {
        var isMet = (double.IsNaN(goal) || result.Core.Median >= goal) && result.AllocatedBytes == 0;
        _rates.Add(
            result.Input.Name, $"{result.Input.Operations.Length:N0}", $"{result.Core.Median:N1}",
            $"{result.Core.Min:N1} to {result.Core.Max:N1}", $"{result.AllocatedBytes} B", $"{result.Textbook.Median:N1}",
            $"{result.Ratio:N1}", $"{result.Input.Facts.Trades:N0}", $"{result.TradeHash:x16}", $"{result.Input.Facts.TradeHash:x16}",
            Verdict(double.IsNaN(goal) ? "0 B" : $"≥ {goal:N0}, 0 B", isMet));
    }

    private void AddTimes(MatchingResult result, string goal, bool isMet) => _times.Add(
        result.Input.Name, DurationText.Of(result.Percentile(0.5)), DurationText.Of(result.Percentile(0.99)),
        DurationText.Of(result.Percentile(0.999)), DurationText.Of(result.Percentile(1)), goal == "-" ? goal : Verdict(goal, isMet));

    private MatchingResult? AddWhereThere(string name, MatchingInput? input, int repeats, double goal)
    {
        if (input is null)
        {
            _others.Add(name, BenchData.Missing, "-");
            return null;
        }

        var result = Measure(input, repeats, Math.Min(repeats, Repeats));
        AddRate(result, goal);
        AddTimes(result, "-", isMet: true);
        return result;
    }

    private void Write()
    {
        output.WriteLine("Matching: one thread submits, matches, checks for self-trades, writes events into a ring, reads them in batches;");
        output.WriteLine($"M ops per second of {(ThreadTime.IsProcessorTime ? "its processor time" : "the clock")}, median of "
            + $"{Repeats} repetitions (AMZN {RecordedRepeats}), each in a fresh core and checked: events,");
        output.WriteLine("trades, lots, live orders, levels, best prices. Textbook: a sorted dictionary of linked lists that only matches");
        foreach (var (name, value) in Machine.Describe("the matching thread on one core")) output.WriteLine($"  {name,-8} {value}");
        _rates.WriteTo(output, "  ");
        output.WriteLine();
        output.WriteLine($"Single operations, in passes of their own, median of three; one reading of the clock, {TimerNanos():N0} ns, is in each");
        _times.WriteTo(output, "  ");
        output.WriteLine();
        _others.WriteTo(output, "  ");
        output.WriteLine();
    }

    private static double TimerNanos()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < TimerLooks; i++) _ = Stopwatch.GetTimestamp();
        return (double)(Stopwatch.GetTimestamp() - started) / TimerLooks;
    }

    private string Verdict(string goal, bool isMet)
    {
        _isMet &= isMet;
        return $"{goal}: {(isMet ? "met" : "missed")}";
    }
}
