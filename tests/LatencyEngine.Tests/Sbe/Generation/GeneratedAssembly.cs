using System.Reflection;
using LatencyEngine.Sbe.Generation;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>
/// Compiles the C# generated from a schema in memory, together with a driver that uses it as a client
/// would, with nullable checks on and every warning an error. Cold; owns the loaded assembly.
/// </summary>
internal sealed class GeneratedAssembly
{
    private static readonly MetadataReference[] _references = PlatformReferences();

    private GeneratedAssembly(Assembly assembly, IReadOnlyList<GeneratedFile> files)
    {
        Assembly = assembly;
        Files = files;
    }

    public Assembly Assembly { get; }

    public IReadOnlyList<GeneratedFile> Files { get; }

    public static GeneratedAssembly OfFile(string path, GenerationOptions options, params string[] drivers) =>
        Of(SchemaReader.ReadFile(path), options, drivers);

    public static GeneratedAssembly OfText(string xml, GenerationOptions options, params string[] drivers) =>
        Of(SchemaReader.ReadText(xml, "schema.xml"), options, drivers);

    /// <summary>A public static method of a driver as a delegate.</summary>
    public T Method<T>(string type, string name)
        where T : Delegate =>
        Assembly.GetType(type, throwOnError: true)!.GetMethod(name)!.CreateDelegate<T>();

    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    private static GeneratedAssembly Of(SchemaResult result, GenerationOptions options, string[] drivers)
    {
        Assert.Empty(result.Errors);
        var files = CSharpGenerator.Generate(result.Schema!, options);
        return new GeneratedAssembly(Compile(files, options, drivers), files);
    }

    private static Assembly Compile(IReadOnlyList<GeneratedFile> files, GenerationOptions options, string[] drivers)
    {
        var parse = CSharpParseOptions.Default
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithDocumentationMode(DocumentationMode.Diagnose);
        var sources = files.Select(file => CSharpSyntaxTree.ParseText(file.Source, parse, file.FileName))
            .Concat(drivers.Select(driver => CSharpSyntaxTree.ParseText(
                driver, parse.WithDocumentationMode(DocumentationMode.None), "Driver.cs")));
        if (options.HotPath)
            sources = sources.Append(CSharpSyntaxTree.ParseText(
                "using System;\n" + File.ReadAllText(Repository.PathOf("src", "ColdPathAttribute.cs")), parse));
        var compilation = CSharpCompilation.Create(
            "Generated." + options.Namespace,
            sources,
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Take(20)));
        return Assembly.Load(image.ToArray());
    }

    private static MetadataReference[] PlatformReferences() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];
}
