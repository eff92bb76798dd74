using System.CommandLine;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.Host.Journal;

/// <summary><c>journal seal</c>: the hash that stands for everything up to the end of the newest session.</summary>
internal static class SealCommand
{
    public static Command Create()
    {
        var folder = FolderOption.Create();
        var json = new Option<bool>("--json") { Description = "Print the seal as JSON." };
        var command = new Command("seal", "Anchor all segments and print the hash that an auditor keeps.") { folder, json };
        JournalVerb.SetAction(command, (parse, _) =>
        {
            var seal = LogSeal.Make(new LogOptions { Folder = FolderOption.PathOf(parse, folder) });
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(json)) output.WriteLine(Describe(seal).ToJsonString(JsonOutput.Readable));
            else Write(seal, output);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(LogSeal seal, TextWriter output)
    {
        output.WriteLine($"sealed up to record {seal.LastSequence}, the end of session {seal.SessionId}, segment {seal.SegmentIndex}");
        output.WriteLine(seal.HeadHash);
        output.WriteLine($"./run.ps1 journal verify --against {seal.HeadHash}");
    }

    private static JsonObject Describe(LogSeal seal) => new()
    {
        ["headHash"] = seal.HeadHash,
        ["segment"] = seal.SegmentIndex,
        ["session"] = seal.SessionId,
        ["lastSequence"] = seal.LastSequence,
    };
}
