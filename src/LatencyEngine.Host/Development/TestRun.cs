using System.Diagnostics;

namespace LatencyEngine.Host.Development;

/// <summary>
/// One run of the test suites. Every project under <c>tests/</c> whose name ends in <c>Tests</c> is a suite; there is
/// no list to
/// keep. A suite that reports nothing, or no executed test, fails the run: silence is not success.
/// </summary>
public sealed class TestRun(string root, TextWriter output)
{
    private readonly string _results = Path.Combine(root, "artifacts", "tests");

    /// <summary>
    /// Builds, runs the suites one after another, and prints the closing line <c>N passed, M failed</c>.
    /// </summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string? suite, string? filter, CancellationToken cancellation)
    {
        var suites = Suites(suite);
        if (suites.Count == 0)
        {
            output.WriteLine($"There is no suite named '{suite}' under tests/.");
            return ExitCode.Usage;
        }
        if (!await BuildAsync(cancellation)) return ExitCode.Failure;
        if (Directory.Exists(_results)) Directory.Delete(_results, recursive: true);

        var total = SuiteResult.Empty;
        foreach (var project in suites) total += await RunSuiteAsync(project, filter, cancellation);
        return Close(total);
    }

    private List<string> Suites(string? suite) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*Tests.csproj", SearchOption.AllDirectories)
            .Where(file => suite is null || NameOf(file).EndsWith(suite, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];

    private async Task<bool> BuildAsync(CancellationToken cancellation)
    {
        output.WriteLine("build     LatencyEngine.sln, Release");
        var lines = new List<string>();
        string[] arguments =
            ["build", "LatencyEngine.sln", "--configuration", "Release", "--nologo", "--verbosity", "quiet"];
        var exitCode = await DotNet.RunAsync(root, arguments, lines.Add, cancellation);
        if (exitCode == 0) return true;

        foreach (var line in lines.Distinct()) output.WriteLine(line);
        output.WriteLine("0 passed, 1 failed");
        return false;
    }

    private async Task<SuiteResult> RunSuiteAsync(string project, string? filter, CancellationToken cancellation)
    {
        var name = NameOf(project);
        var report = Path.Combine(_results, name + ".trx");
        List<string> arguments =
        [
            "test", project, "--configuration", "Release", "--no-build", "--nologo", "--verbosity", "quiet",
            "--results-directory", _results, "--logger", $"trx;LogFileName={name}.trx",
        ];
        if (filter is not null) arguments.AddRange(["--filter", $"FullyQualifiedName~{filter}"]);

        output.Write($"{"test",-10}{name,-36}");
        output.Flush();
        var lines = new List<string>();
        var started = Stopwatch.GetTimestamp();
        var exitCode = await DotNet.RunAsync(root, arguments, lines.Add, cancellation);
        var result = SuiteResult.Read(report, exitCode, mayBeEmpty: filter is not null);
        output.WriteLine($"{result}  ({Stopwatch.GetElapsedTime(started).TotalSeconds:0} s)");
        Explain(result, lines);
        return result;
    }

    private void Explain(SuiteResult result, List<string> lines)
    {
        foreach (var skipped in result.SkippedTests) output.WriteLine($"  skipped {skipped}");
        foreach (var failed in result.FailedTests) output.WriteLine($"  FAILED  {failed}");
        if (result.Failed == 0 || result.FailedTests.Count > 0) return;
        foreach (var line in lines) output.WriteLine("  " + line); // The suite died before it could report.
    }

    private int Close(SuiteResult total)
    {
        output.WriteLine(total);
        return total.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);
}
