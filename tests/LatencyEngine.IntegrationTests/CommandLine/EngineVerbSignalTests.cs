using System.Diagnostics;
using LatencyEngine.Host;
using LatencyEngine.TestKit;
using static LatencyEngine.IntegrationTests.CommandLine.EngineVerb;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>A running engine is stopped from outside: it closes the session and says what it came to.</summary>
public sealed class EngineVerbSignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [UnixFact]
    public void Terminated_it_closes_the_session_and_reports()
    {
        var run = RunUntilSignaled("TERM", "output.report=json");
        Assert.Equal((ExitCode.Interrupted, ""), (run.ExitCode, run.Error));
        var report = ReportIn(run);
        Assert.True(report.GetProperty("interrupted").GetBoolean());
        Assert.True(report.GetProperty("success").GetBoolean());
        Assert.True(report.GetProperty("inputs").GetInt64() > 10_000);
        AssertLedgerSumsToZero(report);
        Assert.Equal(
            0, report.GetProperty("ledger").EnumerateArray().Sum(wallet => wallet.GetProperty("balances").GetProperty("Held").GetInt64()));
        Assert.Equal(16, report.GetProperty("stateHash").GetString()!.Length);
    }

    [UnixFact(UnixFactAttribute.Interrupt)]
    public void Interrupted_from_the_keyboard_it_does_the_same()
    {
        var run = RunUntilSignaled("INT");
        Assert.Equal((ExitCode.Interrupted, ""), (run.ExitCode, run.Error));
        Assert.Contains("Interrupted: the session was closed", run.Output, StringComparison.Ordinal);
        Assert.Matches("state   [0-9a-f]{16}", run.Output);
    }

    /// <summary>Runs a market without end until it has told of its progress, then sends a signal.</summary>
    private static ChildProcess RunUntilSignaled(string signal, params string[] assignments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [BuiltHost.Assembly, "engine", "--config", Example("demo"), "--set", "output.liveView=off", "feeds.0.events=0",
                "feeds.0.eventsPerSecond=20000", .. assignments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in BuiltHost.Alone) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync();
            var progress = process.StandardOutput.ReadLineAsync();
            Assert.True(progress.Wait(Patience), "no sign of life");
            Assert.Contains("inputs", progress.Result, StringComparison.Ordinal);
            Assert.Equal(0, ChildProcess.Run("kill", ["-s", signal, $"{process.Id}"]).ExitCode);
            var output = process.StandardOutput.ReadToEndAsync();
            Assert.True(process.WaitForExit(Patience), "it did not stop");
            return new ChildProcess(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
