using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.Runtime.Threads;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Doctor;

/// <summary>Runs the built Host on this host, whatever it is.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string HostPath =
        Path.Combine(AppContext.BaseDirectory, "LatencyEngine.Host.dll");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_json_parses_and_agrees_with_the_operating_system()
    {
        var run = Run("doctor", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error)); // No progress where nobody watches.
        using var report = JsonDocument.Parse(run.Output);
        var facts = report.RootElement.GetProperty("findings").GetProperty("cores").GetProperty("facts");
        if (CurrentThread.ProcessCores is { } cores)
        {
            Assert.Equal(cores.Count, facts.GetProperty("usableCount").GetInt32());
            Assert.Equal($"{cores}", facts.GetProperty("usable").GetString());
        }
        Assert.Equal(Environment.ProcessorCount, facts.GetProperty("runtimeProcessorCount").GetInt32());
        if (OperatingSystem.IsLinux())
            Assert.Equal(ProcessorsInCpuInfo(), facts.GetProperty("onlineCount").GetInt32());
    }

    [Fact]
    public void The_report_is_plain_text_of_one_row_per_question_and_leaves_nothing_behind()
    {
        var run = Run("doctor");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        var rows = run.Output.Split('\n').Count(line => line.Length > 0 && line[0] != ' ');
        Assert.True(rows > 25, run.Output);
        Assert.DoesNotContain('\e', run.Output);
        Assert.Contains("recommended", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Strict_fails_exactly_when_there_is_a_warning()
    {
        var run = Run("doctor", "--json", "--strict");
        using var report = JsonDocument.Parse(run.Output);
        var hasWarning = report.RootElement.GetProperty("warningCount").GetInt32() > 0;
        Assert.Equal(hasWarning ? ExitCode.Failure : ExitCode.Success, run.ExitCode);
    }

    private static int ProcessorsInCpuInfo() =>
        File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));

    private ChildProcess Run(params string[] arguments) =>
        ChildProcess.Run("dotnet", [HostPath, .. arguments], _folder.Path);
}
