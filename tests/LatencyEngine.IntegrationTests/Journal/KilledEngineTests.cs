using System.Globalization;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>Engines that are killed where they stand, and what their journals say.</summary>
public sealed class KilledEngineTests
{
    /// <summary>More of them with LATENCYENGINE_KILLS=200, or by hand with <c>./run.ps1 soak</c>.</summary>
    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("LATENCYENGINE_KILLS"), CultureInfo.InvariantCulture, out var kills)
            ? kills
            : 8;

    [Fact]
    public void Whatever_was_acknowledged_before_a_kill_is_there_once_after_it()
    {
        using var folder = new TemporaryFolder();
        var run = ChildProcess.Run(
            "dotnet",
            [
                BuiltHost.Assembly, "soak", "--kills", $"{Kills}", "--seed", "5", "--folder", Path.Combine(folder.Path, "soak"),
            ],
            limit: TimeSpan.FromMinutes(30));
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{Kills} kills;", run.Output, StringComparison.Ordinal);
        Assert.Contains("every session is the undisturbed one", run.Output, StringComparison.Ordinal);
    }
}
