using System.CommandLine;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Layers;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary><c>config explain</c>: every value of the effective configuration and where it came from.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var options = new ConfigurationOptions();
        var json = new Option<bool>("--json") { Description = "Print values, origins and hashes as JSON." };
        var command = new Command("explain", "Print every value with its origin.") { json };
        options.AddTo(command);
        command.SetAction(parse => Run(parse, options, parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, ConfigurationOptions options, bool asJson)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var result = options.Load(parse, StrategyCatalogue.BuiltIn);
        if (result.Configuration is null) return ConfigurationOptions.Refuse(result, error);
        if (asJson) output.WriteLine(Describe(result).ToJsonString(JsonOutput.Readable));
        else WriteTable(result, output);
        return ExitCode.Success;
    }

    private static void WriteTable(ConfigurationResult result, TextWriter output)
    {
        var table = new TextTable("key", "value", "origin");
        foreach (var setting in result.Settings) table.Add(setting.Key, setting.Text, setting.Origin.ToString());
        table.Write(output);
        output.WriteLine();
        output.WriteLine($"hash {result.HashText}");
        output.WriteLine($"hash of what can change an output {result.DecisionHashText}");
    }

    private static JsonObject Describe(ConfigurationResult result) => new()
    {
        ["hash"] = result.HashText,
        ["decisionHash"] = result.DecisionHashText,
        ["configuration"] = JsonNode.Parse(result.CanonicalJson),
        ["values"] = new JsonArray([.. result.Settings.Select(setting => new JsonObject
        {
            ["key"] = setting.Key,
            ["value"] = JsonNode.Parse(CanonicalJson.Write(setting.Value)),
            ["origin"] = Describe(setting.Origin),
        })]),
    };

    private static JsonObject Describe(Origin origin)
    {
        var place = new JsonObject { ["kind"] = Settings.ChoiceType.WordOf(origin.Kind) };
        if (origin.Source.Length > 0) place["source"] = origin.Source;
        if (origin.Line > 0) (place["line"], place["column"]) = (origin.Line, origin.Column);
        return place;
    }
}
