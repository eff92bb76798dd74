using System.Diagnostics;
using System.Globalization;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests;

/// <summary>A project in a temporary folder outside the checkout that compiles schemas as any user's would.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private static readonly TimeSpan _watchdog = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbe-build-");

    /// <param name="schemaItems">The project's SbeSchema items, as XML.</param>
    public TemporaryProject(string schemaItems) => Write("app.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <SbeCompilerPath>{Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Sbe.dll")}</SbeCompilerPath>
          </PropertyGroup>
          <ItemGroup>
            {schemaItems}
          </ItemGroup>
          <Import Project="{Repository.PathOf("src", "LatencyEngine.Sbe", "LatencyEngine.Sbe.targets")}" />
        </Project>
        """);

    public string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    /// <summary>A file below the folder of generated code.</summary>
    public string Generated(params string[] parts) => PathOf(["obj", "Release", "net10.0", "sbe", .. parts]);

    /// <summary>Runs a real build and returns its exit code and output.</summary>
    public (int ExitCode, string Output) Build()
    {
        using var process = Process.Start(StartOfBuild())!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_watchdog))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"the build did not end within {_watchdog}"));
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ProcessStartInfo StartOfBuild()
    {
        var start = new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-nodeReuse:false", "-nologo", "-v:q"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test runner is itself started by a build, whose settings must not reach this one.
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToArray()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return start;
    }

    private static bool IsOfABuild(string variable) => variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
