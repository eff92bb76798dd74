using System.CommandLine;
using System.Text.Json;
using LatencyEngine.Host.Text;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary><c>sbe verify</c>: messages made by other codecs against this one, as a table.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Folder = new("schemas-folder")
    {
        Description = "The folder of the schemas that the vectors name.",
    };

    private static readonly Argument<string[]> Inputs = new("vectors")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "JSON arrays of golden vectors (with values), or of malformed ones (to be refused).",
    };

    public static Command Create()
    {
        var command = new Command("verify", "Check golden and malformed messages.") { Folder, Inputs };
        Verb.SetAction(command, Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var schemas = new Dictionary<string, MessageSchema>();
        var folder = parse.GetRequiredValue(Folder);
        var verifier = new VectorVerifier(name => FindSchema(schemas, folder, name));
        var outcomes = parse.GetRequiredValue(Inputs).SelectMany(ReadVectors).Select(verifier.Verify).ToList();
        Print(parse.InvocationConfiguration.Output, outcomes);
        return outcomes.Count > 0 && outcomes.All(o => o.Passed) ? ExitCode.Success : ExitCode.Failure;
    }

    private static IEnumerable<JsonElement> ReadVectors(string path) =>
        InputFile.ReadJson(path) is [{ ValueKind: JsonValueKind.Array } vectors]
            ? vectors.EnumerateArray()
            : throw new InputRefusedException($"'{path}' is not one JSON array of vectors");

    private static MessageSchema FindSchema(
        Dictionary<string, MessageSchema> known, string folder, string name)
    {
        if (!known.TryGetValue(name, out var schema))
            known[name] = schema = InputFile.ReadSchema(Path.Combine(folder, name));
        return schema;
    }

    private static void Print(TextWriter output, List<VectorOutcome> outcomes)
    {
        var table = new TextTable("vector", "result", "detail");
        foreach (var outcome in outcomes)
            table.Add(outcome.Name, outcome.Passed ? "ok" : "FAILED", outcome.Detail);
        table.Write(output);
        var passed = outcomes.Count(o => o.Passed);
        output.WriteLine();
        output.WriteLine($"{passed} of {outcomes.Count} vectors passed");
    }
}
