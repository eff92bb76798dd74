using System.Reflection;
using System.Text.RegularExpressions;
using LatencyEngine.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LatencyEngine.IntegrationTests.Streams;

/// <summary>The program in the viewer's README compiles, and shows an engine that it has never heard of.</summary>
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
    public async Task The_program_in_the_readme_shows_an_engine()
    {
        var channel = PublishingEngine.NewChannel();
        using var engine = new PublishingEngine(channel);
        for (var id = 1u; id <= 2; id++)
        {
            engine.Define(id);
            engine.Quote(id, bid: id * 1_500_000_000L);
        }

        engine.Accept(7, quantity: 100);
        var program = Compile(Example());
        var run = Task.Run(() => program.EntryPoint!.Invoke(null, [new string[] { channel }]));
        while (!run.IsCompleted)
        {
            engine.Step();
            await Task.WhenAny(run, Task.Delay(1));
        }

        await run;
        Assert.Equal(
            """
            session 1 is Live
            SYM1 1.5 to 2.5
            SYM2 3 to 4
            order 7: 100 left

            """,
            program.GetType("Console")!.GetField("Output")!.GetValue(null)!.ToString());
    }

    private static string Example()
    {
        var text = File.ReadAllText(Repository.PathOf("src", "LatencyEngine.Viewer", "README.md"));
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
