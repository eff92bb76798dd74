using System.Diagnostics;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>An engine whose disk fills up while it trades.</summary>
public sealed class FullDiskEngineTests
{
    private const int DiskMebibytes = 12;
    private const int BallastBytes = 6 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SmallFileSystemFact]
    public void New_orders_are_refused_first_and_with_room_again_the_session_goes_on_and_nothing_is_lost()
    {
        using var disk = new SmallFileSystem(DiskMebibytes);
        var ballast = Path.Combine(disk.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[BallastBytes]);
        using var engine = Start(disk.Path);
        AwaitLine(engine, "the disk is nearly full");
        File.Delete(ballast);
        AwaitLine(engine, "there is room on the disk");
        Assert.True(engine.WaitForExit(Patience), "it does not end");
        Assert.Equal(ExitCode.Success, engine.ExitCode);
        var session = new JournaledSession(Path.Combine(disk.Path, "journal"));
        session.AssertReplaysIdentically();
        var states = session.Tool("journal", "grep", "last", "--type", "TradingStateChanged").Output;
        Assert.Contains("tradingState=ReduceOnly", states, StringComparison.Ordinal);
        Assert.Contains("tradingState=Active", states.Split("ReduceOnly")[^1], StringComparison.Ordinal);
    }

    [SmallFileSystemFact]
    public void An_engine_that_waits_for_room_can_be_told_to_end()
    {
        using var disk = new SmallFileSystem(DiskMebibytes);
        File.WriteAllBytes(Path.Combine(disk.Path, "ballast"), new byte[BallastBytes]);
        using var engine = Start(disk.Path);
        AwaitLine(engine, "the disk is nearly full");
        AwaitStandstill(Path.Combine(disk.Path, "journal"));
        Assert.False(engine.HasExited);
        Assert.Equal(0, TestKit.ChildProcess.Run("kill", ["-s", "TERM", $"{engine.Id}"]).ExitCode);
        Assert.True(engine.WaitForExit(Patience), "it does not end");
        Assert.Equal(ExitCode.Success, new JournaledSession(Path.Combine(disk.Path, "journal")).Tool("journal", "verify").ExitCode);
    }

    // What is left of the last segment fills up, and then nothing is written any more.
    private static void AwaitStandstill(string journal)
    {
        using var log = new LogJournal(journal);
        var (last, same) = (0L, 0);
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(100);
                var now = log.ListSessions()[^1].LastSequence;
                same = now == last ? same + 1 : 0;
                last = now;
                return same == 10;
            },
            Patience));
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                BuiltHost.Assembly, "engine", "--config", EngineVerb.Example("demo"), "--set", "output.liveView=off",
                "output.refreshMillis=20", $"journal.folder={Path.Combine(folder, "journal")}", "journal.segmentMebibytes=1",
                "journal.store.use=off", "journal.snapshotSeconds=0", "multicast.use=off",
                "feeds.0.events=60000", "feeds.0.eventsPerSecond=20000", "feeds.0.instruments=40", "pipeline.speed=1",
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var engine = Process.Start(start)!;
        engine.OutputDataReceived += (_, _) => { };
        engine.BeginOutputReadLine();
        return engine;
    }

    private static void AwaitLine(Process engine, string part)
    {
        var reading = Task.Run(() =>
        {
            while (engine.StandardError.ReadLine() is { } line)
                if (line.Contains(part, StringComparison.Ordinal)) return true;
            return false;
        });
        Assert.True(reading.Wait(Patience) && reading.Result, $"it did not say that {part}");
    }
}
