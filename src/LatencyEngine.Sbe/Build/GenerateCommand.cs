using LatencyEngine.Sbe.Generation;
using LatencyEngine.Sbe.Parsing;

namespace LatencyEngine.Sbe.Build;

/// <summary>
/// Compiles one schema into a folder of C#, for MSBuild and for people. Findings go to standard output in
/// the form that MSBuild turns into errors and warnings of the build, with file, line and column.
/// </summary>
internal static class GenerateCommand
{
    private const int Success = 0;
    private const int Usage = 2;
    private const int BadInput = 3;
    private const string UnwritableFolder = "SBE093";

    /// <summary>
    /// Runs the command and returns the exit code: 0 done, 2 usage, 3 the schema was refused.
    /// </summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter error)
    {
        if (GenerateArguments.Parse(arguments, out var problem) is { } parsed) return Run(parsed, output);
        error.WriteLine($"{problem}; {GenerateArguments.Usage}");
        return Usage;
    }

    private static int Run(GenerateArguments arguments, TextWriter output)
    {
        // A failed run leaves no stamp of an earlier one, so that the next build tries again.
        if (arguments.Stamp is { } old && File.Exists(old)) File.Delete(old);
        var result = SchemaReader.ReadFile(Path.GetFullPath(arguments.Schema));
        foreach (var diagnostic in result.Diagnostics) output.WriteLine(diagnostic);
        if (result.Schema is not { } schema) return BadInput;
        try
        {
            OutputFolder.Update(arguments.Out, CSharpGenerator.Generate(schema, OptionsOf(arguments)));
            if (arguments.Stamp is { } stamp) OutputFolder.WriteStamp(stamp, schema.SourceFiles);
            return Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"{arguments.Out} : error {UnwritableFolder}: generated code cannot be written: {e.Message}");
            return BadInput;
        }
    }

    private static GenerationOptions OptionsOf(GenerateArguments arguments) => new()
    {
        Namespace = arguments.Namespace,
        HotPath = arguments.HotPath,
        Dtos = arguments.Dtos,
        MarkObsolete = arguments.Obsolete,
        EventsOf = arguments.EventsOf,
    };
}
