using System.Text.Json;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>Runs the built Host's verb <c>engine</c> on the examples that come with it, or on variations of them.</summary>
internal static class EngineVerb
{
    /// <summary>A simulated session that is over in a moment.</summary>
    public static readonly string[] ShortDemo =
    [
        "pipeline.speed=0", "feeds.0.events=60000", "feeds.0.eventsPerSecond=10000", "feeds.0.instruments=40",
        "feeds.0.gapsPerMillion=50",
    ];

    public static string Example(string name) => Repository.PathOf("src", "LatencyEngine.Host", "Examples", $"{name}.json");

    public static string[] GoogAt(string path) => [$"feeds.0.path={path}"];

    public static string[] BitcoinAt(string path) => [$"feeds.0.paths.0={path}"];

    public static string[] EuroAt(string path) => [$"feeds.0.paths.0={path}"];

    public static ChildProcess Run(string example, params string[] assignments) =>
        BuiltHost.Run(ArgumentsOf(example, assignments));

    /// <summary>Runs a Host that was built somewhere else.</summary>
    public static JsonElement ReportOfBuild(string assembly, string example, params string[] assignments)
    {
        var run = ChildProcess.Run(
            "dotnet", [assembly, .. ArgumentsOf(example, [.. assignments, "output.report=json"])],
            environment: BuiltHost.Alone);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return ReportIn(run);
    }

    /// <summary>Runs it to its success.</summary>
    public static JsonElement ReportOf(string example, params string[] assignments) =>
        ReportOfBuild(BuiltHost.Assembly, example, assignments);

    /// <summary>The report at the end of what was printed, behind the lines about the progress.</summary>
    public static JsonElement ReportIn(ChildProcess run)
    {
        var start = run.Output.StartsWith('{') ? 0 : run.Output.IndexOf("\n{", StringComparison.Ordinal);
        Assert.True(start >= 0, $"no report in: {run.Output}{run.Error}");
        return JsonDocument.Parse(run.Output[start..]).RootElement;
    }

    public static string HashesOf(JsonElement report) =>
        $"{report.GetProperty("outputHash").GetString()} {report.GetProperty("stateHash").GetString()}";

    /// <summary>0 where there is none.</summary>
    public static long Count(JsonElement report, string group, string name) =>
        report.GetProperty(group).TryGetProperty(name, out var count) ? count.GetInt64() : 0;

    public static long Fills(JsonElement report) => Count(report, "outputsByMessage", "OrderFilled");

    /// <summary>What people have to show for it: positions and ledger, as text that can be compared.</summary>
    public static string BooksOf(JsonElement report) =>
        report.GetProperty("positions").GetRawText() + report.GetProperty("ledger").GetRawText();

    public static void AssertLedgerSumsToZero(JsonElement report)
    {
        var wallets = report.GetProperty("ledger").EnumerateArray().ToList();
        Assert.NotEmpty(wallets);
        foreach (var wallet in wallets)
        {
            var balances = wallet.GetProperty("balances").EnumerateObject().Select(b => b.Value.GetInt64()).ToList();
            Assert.Contains(balances, balance => balance != 0);
            Assert.Equal(0, balances.Sum());
        }
    }

    private static string[] ArgumentsOf(string example, string[] assignments) =>
        ["engine", "--config", Example(example), "--set", "output.liveView=off", .. assignments];
}
