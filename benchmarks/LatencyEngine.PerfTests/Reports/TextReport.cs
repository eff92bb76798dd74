using System.Globalization;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Reports;

/// <summary>Prints results for people, each contest as soon as it has ended.</summary>
internal sealed class TextReport(TextWriter output)
{
    private const string Indent = "  ";
    private const int LabelWidth = 10;

    public void WriteHeader(string suite, IEnumerable<KeyValuePair<string, string>> conditions)
    {
        output.WriteLine($"LatencyEngine benchmarks: {suite}");
        foreach (var (name, value) in conditions)
            output.WriteLine($"{Indent}{name.PadRight(LabelWidth)}{value}");
    }

    public void Write(ContestResult result)
    {
        var contest = result.Contest;
        var main = contest.Columns[0];
        output.WriteLine();
        output.WriteLine($"{contest.Title}: {main.Name}, {main.Unit}, {(main.HigherIsBetter ? "higher" : "lower")} is better");
        if (contest.Note.Length > 0) output.WriteLine(Indent + contest.Note);
        if (contest.IsThreaded) output.WriteLine(Indent + RegimeLine(result));
        Table(result).WriteTo(output, Indent);
        output.Flush();
    }

    public void WriteGoals(SuiteResult suite)
    {
        output.WriteLine();
        output.WriteLine("Goals");
        var table = new TextTable("contest", "goal", "asked", "reached", "verdict", "by");
        foreach (var (contest, verdict) in suite.Verdicts)
            table.Add(contest.Contest.Title, verdict.Goal.Title, Asked(verdict.Goal), ReachedText(verdict),
                verdict.Text, By(verdict));
        table.WriteTo(output, Indent);
        output.WriteLine(Invariant($"{Indent}{suite.Suite} took {suite.Elapsed.TotalSeconds:F0} s"));
        output.WriteLine();
    }

    private static string RegimeLine(ContestResult result)
    {
        var counted = result.Rows.Sum(row => row.Samples);
        return $"two-thread round trip: {RegimeProbe.Describe(result.Regime)}; "
            + Invariant($"{counted} samples count, {result.DiscardedSamples} discarded as of another regime");
    }

    private static TextTable Table(ContestResult result)
    {
        var columns = result.Contest.Columns;
        string[] heads = ["", "median", "[min – max]", "n", .. columns.Skip(1)
            .Select(c => c.Name), "ratio", "goal", ""];
        var table = new TextTable(heads);
        var greatest = result.Rows.Where(row => row.Main.Exists).Select(row => row.Main.Median)
            .DefaultIfEmpty().Max();
        foreach (var row in result.Rows)
        {
            var extra = columns.Select((column, i) => Figure(row.Figures[i].Median, column)).Skip(1);
            table.Add([
                row.Name,
                Figure(row.Main.Median, columns[0]),
                Range(row.Main, columns[0]),
                Invariant($"{row.Samples}"),
                .. extra,
                Ratio(row, result.Baseline),
                GoalOf(row, result),
                Bar.Of(row.Main.Median, greatest),
            ]);
        }
        return table;
    }

    private static string Figure(double value, Column column) =>
        double.IsNaN(value) ? "–" : value.ToString("F"
            + Invariant($"{column.Decimals}"), CultureInfo.InvariantCulture);

    private static string Range(Spread spread, Column column) =>
        spread.Exists ? $"[{Figure(spread.Min, column)} – {Figure(spread.Max, column)}]" : "";

    private static string Ratio(Row row, Row? baseline) =>
        baseline is null || !row.Main.Exists ? "" : Invariant($"{row.Main.Median / baseline.Main.Median:F2}");

    private static string GoalOf(Row row, ContestResult result)
    {
        if (ReferenceEquals(row, result.Baseline)) return "the baseline";
        // The first goal is the one that the ratio beside it speaks of.
        var verdict = result.Verdicts.FirstOrDefault(v => v.Goal.AppliesTo(row) && v.IsJudged);
        return verdict is null ? "" : verdict.Goal.TextFor(verdict.Goal.Reached(row, verdict.Reference));
    }

    private static string Asked(Goal goal) =>
        Invariant($"{(goal.IsAtLeast ? "≥" : "≤")} {goal.Bound:0.##}{(goal.IsRelative ? " ×" : "")}");

    private static string ReachedText(Verdict verdict) =>
        verdict.IsJudged ? Invariant($"{verdict.Reached:F2}{(verdict.Goal.IsRelative ? " ×" : "")}") : "";

    private static string By(Verdict verdict)
    {
        if (!verdict.IsJudged) return "";
        return verdict.Reference is null
            ? verdict.Candidate!.Name : $"{verdict.Candidate!.Name} / {verdict.Reference.Name}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
