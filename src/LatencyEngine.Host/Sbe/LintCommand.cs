using System.Collections.Immutable;
using System.CommandLine;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// <c>sbe lint</c>: every finding about a schema, and about what changed since an older one.
/// </summary>
internal static class LintCommand
{
    private static readonly Argument<string> Schema = new("schema") { Description = "The schema file." };

    private static readonly Option<string?> Against = new("--against")
    {
        Description = "An older version of the schema: also say which decoders the changes break.",
    };

    public static Command Create()
    {
        var command = new Command("lint", "Check a schema, and its changes since an older "
            + "one.") { Schema, Against };
        Verb.SetAction(command, Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var output = parse.InvocationConfiguration.Output;
        var result = SchemaReader.ReadFile(parse.GetRequiredValue(Schema));
        foreach (var diagnostic in result.Diagnostics) output.WriteLine(diagnostic);
        var changes = result.Schema is null ? [] : Compare(parse, result.Schema);
        foreach (var change in changes) output.WriteLine(change);
        var breaking = changes.Count(c => c.Breaks != BrokenReaders.None);
        output.WriteLine($"{result.Errors.Count() + breaking} errors, "
            + $"{result.Warnings.Count() + changes.Length - breaking} warnings");
        return result.HasErrors || breaking > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static ImmutableArray<CompatibilityFinding> Compare(ParseResult parse, MessageSchema newer) =>
        parse.GetValue(Against) is { } older
            ? SchemaCompatibility.Compare(InputFile.ReadSchema(older), newer)
            : [];
}
