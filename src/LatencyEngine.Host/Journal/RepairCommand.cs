using System.CommandLine;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Snapshots;

namespace LatencyEngine.Host.Journal;

/// <summary>
/// <c>journal repair</c>: gives up a damaged place and everything behind it, because an operator says so. What is given up
/// stays beside the log.
/// </summary>
internal static class RepairCommand
{
    private static readonly Option<long> CutAt = new("--cut-at")
    {
        Description = "The first record that is given up; the complaint about the damage names it.", HelpName = "SEQUENCE",
        Required = true,
    };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Really do it." };

    public static Command Create()
    {
        var folder = FolderOption.Create();
        var command = new Command("repair", "Give up a record and everything after it.") { folder, CutAt, Yes };
        CutAt.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 1) result.AddError("--cut-at takes a sequence from 1");
        });
        JournalVerb.SetAction(command, (parse, _) => Run(parse, FolderOption.PathOf(parse, folder)));
        return command;
    }

    private static int Run(ParseResult parse, string folder)
    {
        var sequence = parse.GetValue(CutAt);
        var last = LogVerifier.Verify(folder).LastSequence;
        var what = $"record {sequence} and everything after it in {folder} (the last one that can be read is {last})";
        if (!parse.GetValue(Yes))
            throw new InputRefusedException($"this gives up {what}; say --yes to do it");
        LogRepair.CutAt(new LogOptions { Folder = folder }, sequence);
        // They stand for records that will be others.
        new SnapshotStore(folder).RemoveAbove(sequence - 1);
        parse.InvocationConfiguration.Output.WriteLine(
            $"gave up {what}; it is kept beside the log in files that end with {LogRepair.CutExtension}");
        return ExitCode.Success;
    }
}
