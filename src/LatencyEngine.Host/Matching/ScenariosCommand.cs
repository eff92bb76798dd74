using System.CommandLine;
using System.Text.Json.Nodes;
using LatencyEngine.Backtest.OrderFiles.Scenarios;
using LatencyEngine.Host.Configuration.Verbs;

namespace LatencyEngine.Host.Matching;

/// <summary><c>matching scenarios</c>: plays scenarios with known outcomes and tells where the core differs.</summary>
internal static class ScenariosCommand
{
    public static Command Create()
    {
        var file = MatchingVerb.FileArgument("Scenarios, one JSON object a line, plain or gzip.");
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON." };
        var command = new Command("scenarios", "Play scenarios: exit code 1 when one comes out in another way.") { file, json };
        MatchingVerb.SetAction(command, (parse, output) =>
        {
            var path = parse.GetRequiredValue(file).FullName;
            var scenarios = ScenarioFile.Read(path);
            var failed = new List<(Scenario Scenario, string Difference)>();
            foreach (var scenario in scenarios)
                if (ScenarioRun.FirstDifference(scenario) is { } difference) failed.Add((scenario, difference));
            if (parse.GetValue(json)) WriteJson(path, scenarios.Count, failed, output);
            else Write(scenarios.Count, failed, output);
            return failed.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Write(int count, List<(Scenario Scenario, string Difference)> failed, TextWriter output)
    {
        foreach (var (scenario, difference) in failed) output.WriteLine($"{scenario.Id} {scenario.Title}: {difference}");
        output.WriteLine($"{count - failed.Count} of {count} passed");
    }

    private static void WriteJson(
        string path, int count, List<(Scenario Scenario, string Difference)> failed, TextWriter output)
    {
        var outcome = new JsonObject
        {
            ["file"] = path,
            ["scenarios"] = count,
            ["passed"] = count - failed.Count,
            ["failed"] = new JsonArray([.. failed.Select(entry => new JsonObject
            {
                ["id"] = entry.Scenario.Id, ["title"] = entry.Scenario.Title, ["difference"] = entry.Difference,
            })]),
        };
        output.WriteLine(outcome.ToJsonString(JsonOutput.Readable));
    }
}
