using System.Text.Json;
using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Reports;

/// <summary>
/// Writes results for machines: one object with a member per suite; figures in the units of the columns.
/// </summary>
internal static class JsonReport
{
    public static void Write(string path, IEnumerable<SuiteResult> suites)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("suites");
        foreach (var suite in suites) WriteSuite(json, suite);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSuite(Utf8JsonWriter json, SuiteResult suite)
    {
        json.WriteStartObject();
        json.WriteString("suite", suite.Suite);
        json.WriteNumber("elapsedSeconds", Math.Round(suite.Elapsed.TotalSeconds, 1));
        json.WriteStartObject("conditions");
        foreach (var (name, value) in suite.Conditions) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("contests");
        foreach (var contest in suite.Contests) WriteContest(json, contest);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteContest(Utf8JsonWriter json, ContestResult result)
    {
        json.WriteStartObject();
        json.WriteString("title", result.Contest.Title);
        json.WriteString("regime", result.Regime.ToString());
        json.WriteNumber("discardedSamples", result.DiscardedSamples);
        if (result.Baseline is { } baseline) json.WriteString("baseline", baseline.Name);
        json.WriteStartArray("rows");
        foreach (var row in result.Rows) WriteRow(json, result, row);
        json.WriteEndArray();
        json.WriteStartArray("goals");
        foreach (var verdict in result.Verdicts) WriteVerdict(json, verdict);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, ContestResult result, Row row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("traits", row.Traits.ToString());
        json.WriteNumber("samples", row.Samples);
        if (result.Baseline is { } baseline) WriteFigure(json, "ratio",
            row.Main.Median / baseline.Main.Median);
        json.WriteStartArray("figures");
        foreach (var (column, spread) in result.Contest.Columns.Zip(row.Figures))
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("unit", column.Unit);
            WriteFigure(json, "median", spread.Median);
            WriteFigure(json, "min", spread.Min);
            WriteFigure(json, "max", spread.Max);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("title", verdict.Goal.Title);
        json.WriteString("bound", verdict.Goal.IsAtLeast ? "at least" : "at most");
        json.WriteNumber("asked", verdict.Goal.Bound);
        WriteFigure(json, "reached", verdict.Reached);
        json.WriteString("verdict", verdict.Text);
        json.WriteString("candidate", verdict.Candidate?.Name);
        json.WriteString("reference", verdict.Reference?.Name);
        json.WriteEndObject();
    }

    // JSON has no NaN: what was not measured is null.
    private static void WriteFigure(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
