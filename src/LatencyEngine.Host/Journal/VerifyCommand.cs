using System.CommandLine;
using System.Text.Json.Nodes;
using LatencyEngine.Host.Configuration.Verbs;
using LatencyEngine.Host.Text;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// <c>journal verify</c>: every checksum, every sequence and the chain of hashes, without an engine. Also while the log is
/// written.
/// </summary>
internal static class VerifyCommand
{
    private static readonly Option<string?> Against = new("--against")
    {
        Description = "A hash that 'journal seal' gave: it must be that of a segment of this log.", HelpName = "HASH",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the outcome as JSON." };

    public static Command Create()
    {
        var folder = FolderOption.Create();
        var command = new Command("verify", "Check a whole log: exit code 1 when anything is wrong with it.")
        {
            folder, Against, Json,
        };
        JournalVerb.SetAction(command, (parse, _) =>
        {
            var path = FolderOption.PathOf(parse, folder);
            var verification = LogVerifier.Verify(path, parse.GetValue(Against));
            var output = parse.InvocationConfiguration.Output;
            if (parse.GetValue(Json)) output.WriteLine(Describe(path, verification).ToJsonString(JsonOutput.Readable));
            else Write(path, verification, parse.GetValue(Against), output);
            return verification.IsIntact ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Write(string path, LogVerification log, string? against, TextWriter output)
    {
        foreach (var fault in log.Faults)
            output.WriteLine($"{fault.File}, byte {fault.Offset}, record {fault.Sequence}: {fault.Reason}");
        output.WriteLine($"{path}: {(log.IsIntact ? "intact" : "NOT INTACT")}");
        output.WriteLine($"{Amounts.Count(log.RecordCount)} records in {Amounts.Count(log.SegmentCount)} segments, "
            + $"sequences {log.FirstSequence} to {log.LastSequence}");
        if (log.FirstSequence > 1) output.WriteLine($"the beginning was removed by retention; before it stood {log.ChainStart}");
        if (log.UnsealedCount > 0) output.WriteLine($"{log.UnsealedCount} complete segments are not anchored yet");
        output.WriteLine($"chain {log.HeadHash}");
        if (against is not null && log.IsIntact) output.WriteLine($"agrees with {against}");
    }

    private static JsonObject Describe(string path, LogVerification log) => new()
    {
        ["folder"] = path,
        ["intact"] = log.IsIntact,
        ["segments"] = log.SegmentCount,
        ["records"] = log.RecordCount,
        ["firstSequence"] = log.FirstSequence,
        ["lastSequence"] = log.LastSequence,
        ["chainStart"] = log.ChainStart,
        ["headHash"] = log.HeadHash,
        ["unsealedSegments"] = log.UnsealedCount,
        ["faults"] = new JsonArray([.. log.Faults.Select(fault => new JsonObject
        {
            ["file"] = fault.File, ["offset"] = fault.Offset, ["sequence"] = fault.Sequence, ["reason"] = fault.Reason,
        })]),
    };
}
