using System.CommandLine;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Settings;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Configuration.Verbs;

/// <summary><c>config schema</c>: every key that a configuration may have.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print the keys as JSON." };
        var command = new Command("schema", "List every key with type, unit, range, default and meaning.") { json };
        command.SetAction(parse => Run(parse.InvocationConfiguration.Output, parse.GetValue(json)));
        return command;
    }

    private static int Run(TextWriter output, bool asJson)
    {
        var keys = ConfigurationLoader.Describe(StrategyCatalogue.BuiltIn);
        if (asJson)
            output.WriteLine(new JsonArray([.. keys.Select(Describe)]).ToJsonString(JsonOutput.Readable));
        else
            WriteTable(output, keys);
        return ExitCode.Success;
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<SettingDescription> keys)
    {
        var table = new TextTable("key", "kinds", "type", "unit", "range", "default", "meaning");
        foreach (var key in keys) table.Add(key.Key, key.Kinds, key.Type, key.Unit, key.Range, key.Default, key.Sentence);
        table.Write(output);
    }

    private static JsonObject Describe(SettingDescription key) => new()
    {
        ["key"] = key.Key,
        ["kinds"] = key.Kinds,
        ["type"] = key.Type,
        ["unit"] = key.Unit,
        ["range"] = key.Range,
        ["default"] = key.Default,
        ["meaning"] = key.Sentence,
    };
}
