using System.CommandLine;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>The verb <c>sbe lint</c>: what a schema does that its readers may regret.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var schema = SchemaArgument.Create();
        var against = new Option<string?>("--against") { Description = "An older version: tell what the change breaks, and for whom." };
        var command = new Command("lint", "Check a schema, alone or against an older version.") { schema, against };
        command.SetAction(parse => Run(parse.GetValue(schema)!, parse.GetValue(against)));
        return command;
    }

    private static int Run(string path, string? olderPath)
    {
        var result = SchemaReader.ReadFile(path);
        foreach (var finding in result.Diagnostics) Console.Out.WriteLine(finding);
        if (result.Schema is null) return ExitCode.BadInput;
        var isClean = result.Diagnostics.IsEmpty;
        if (olderPath is not null)
        {
            if (SchemaArgument.Read(olderPath) is not { } older) return ExitCode.BadInput;
            isClean &= Compare(older, result.Schema);
        }

        if (!isClean) return ExitCode.Failure;
        Console.Out.WriteLine($"{path}: nothing that breaks a reader");
        return ExitCode.Success;
    }

    private static bool Compare(MessageSchema older, MessageSchema newer)
    {
        var findings = SchemaCompatibility.Compare(older, newer);
        foreach (var finding in findings) Console.Out.WriteLine(finding);
        return findings.All(finding => finding.Breaks == BrokenReaders.None);
    }
}
