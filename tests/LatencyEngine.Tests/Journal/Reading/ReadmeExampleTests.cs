using System.Reflection;
using System.Text.RegularExpressions;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Host.Journal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LatencyEngine.Tests.Journal.Reading;

/// <summary>The program in the room's README compiles and says what it should.</summary>
public sealed partial class ReadmeExampleTests
{
    // Stands before System.Console, so that nothing of this process is redirected.
    private const string Console = """
        internal static class Console
        {
            public static readonly System.IO.StringWriter Output = new();
            public static void WriteLine(string line) => Output.Write(line + "\n");
        }
        """;

    [Fact]
    public void The_program_in_the_readme_runs_on_a_journal()
    {
        using var journal = RecordedJournal.OfTwoSessions();
        var program = Compile(Example());
        program.EntryPoint!.Invoke(null, [new string[] { journal.Folder }]);
        Assert.Equal(
            """
            session 2 of 1.0.0+test: 21 records
            34: Buy 60 GOOG at 585.33, fee 0.21
            37: Buy 40 GOOG at 585.33, fee 0.21
            MSFT traded 5
            GOOG traded 107

            """,
            program.GetType("Console")!.GetField("Output")!.GetValue(null)!.ToString());
    }

    private static string Example()
    {
        var text = File.ReadAllText(Repository.PathOf("src", "LatencyEngine.Journal", "README.md"));
        return CodePattern().Match(text).Groups["code"].Value;
    }

    private static Assembly Compile(params string[] sources)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (IsOf(name, "System.") || IsOf(name, "LatencyEngine.")))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "ReadmeExample", sources.Append(Console).Select(source => CSharpSyntaxTree.ParseText(source, parse)), references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }

    private static bool IsOf(string name, string room) => name.StartsWith(room, StringComparison.Ordinal);

    [GeneratedRegex("```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
