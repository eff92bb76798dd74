using System.Globalization;
using System.Text.Json.Nodes;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Matching;

/// <summary>What a file of orders came to, for people and for programs. Immutable.</summary>
internal sealed record OrdersReport
{
    private const double Million = 1e6;
    private const double NanosPerSecond = 1e9;

    public required OrderFile File { get; init; }

    public required OrderRunResult Result { get; init; }

    /// <summary>Null where no row is left after the prefill.</summary>
    public required MatchingRate? Rate { get; init; }

    public required OrderExpectation? Expectation { get; init; }

    /// <summary>The first one from the expectation, or null.</summary>
    public required string? Difference { get; init; }

    public void Write(TextWriter output)
    {
        output.WriteLine($"{File.Path}: {FormatName}");
        output.WriteLine();
        var table = new TextTable("figure", ">value");
        foreach (var figure in Result.Figures) table.Add(figure.Name, TextOf(figure));
        if (Rate is { } rate) AddRate(table, rate);
        table.Write(output);
        output.WriteLine();
        output.WriteLine(Verdict);
    }

    public void WriteJson(TextWriter output)
    {
        var figures = new JsonObject();
        foreach (var figure in Result.Figures) figures[figure.Name] = NodeOf(figure);
        var report = new JsonObject
        {
            ["file"] = File.Path,
            ["format"] = FormatName,
            ["figures"] = figures,
            ["rate"] = Rate is { } rate ? NodeOf(rate) : null,
            ["expected"] = Expectation?.Path,
            ["equal"] = Expectation is null ? null : Difference is null,
            ["difference"] = Difference,
        };
        output.WriteLine(report.ToJsonString(JsonOutput.Readable));
    }

    private string FormatName => File.Format == OrderFileFormat.Orders ? "orders" : "flash1";

    private string Verdict => Expectation is null
        ? $"nothing to compare with: there is no {Path.GetFileName(OrderExpectation.PathBeside(File.Path))} beside it"
        : Difference is null
            ? $"equal to {Path.GetFileName(Expectation.Path)}"
            : $"DIFFERENT from {Path.GetFileName(Expectation.Path)}: {Difference}";

    private static void AddRate(TextTable table, MatchingRate rate)
    {
        table.Add("ops per CPU second", Millions(rate.PerCpuSecond));
        table.Add($"  slowest of {rate.Rounds} rounds", Millions(rate.PerCpuSecondLeast));
        table.Add("  fastest", Millions(rate.PerCpuSecondMost));
        table.Add("ops per second", Millions(rate.PerWallSecond));
        table.Add("CPU time an operation", string.Create(CultureInfo.InvariantCulture, $"{NanosPerSecond / rate.PerCpuSecond:N1} ns"));
    }

    private static string Millions(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond / Million:N2} M");

    private static string TextOf(RunFigure figure) =>
        figure.IsNumber && long.TryParse(figure.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Amounts.Count(number)
            : figure.Text;

    private static JsonNode? NodeOf(RunFigure figure) => figure.IsNumber ? JsonNode.Parse(figure.Text) : figure.Text;

    private static JsonObject NodeOf(MatchingRate rate) => new()
    {
        ["operations"] = rate.Operations,
        ["rounds"] = rate.Rounds,
        ["perCpuSecond"] = Math.Round(rate.PerCpuSecond),
        ["perCpuSecondLeast"] = Math.Round(rate.PerCpuSecondLeast),
        ["perCpuSecondMost"] = Math.Round(rate.PerCpuSecondMost),
        ["perSecond"] = Math.Round(rate.PerWallSecond),
    };
}
