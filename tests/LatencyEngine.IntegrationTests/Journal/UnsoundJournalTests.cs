using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>Journals that the engine must not simply write into.</summary>
public sealed class UnsoundJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JournaledSession _session;

    public UnsoundJournalTests() => _session = new JournaledSession(Journal);

    private string Journal => Path.Combine(_folder.Path, "journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_in_use_is_refused_with_its_user()
    {
        Directory.CreateDirectory(Journal);
        using var log = LatencyEngine.Journal.Log.LogWriter.Open(new LatencyEngine.Journal.Log.LogOptions { Folder = Journal });
        var run = _session.Run("demo", EngineVerb.ShortDemo);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"in use by process {Environment.ProcessId}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_journal_is_refused_with_the_place()
    {
        _session.ReportOf("demo", EngineVerb.ShortDemo);
        var segment = Directory.GetFiles(Journal, "*.log").Order().First();
        using (var file = File.Open(segment, FileMode.Open))
        {
            file.Position = 100_000;
            var damaged = (byte)(file.ReadByte() ^ 0x10);
            file.Position--;
            file.WriteByte(damaged);
        }

        var run = _session.Run("demo", EngineVerb.ShortDemo);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(segment, run.Error, StringComparison.Ordinal);
        Assert.Contains("is damaged at byte", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_was_cut_off_does_not_go_on_under_another_configuration()
    {
        string[] slow = [.. EngineVerb.ShortDemo, "pipeline.speed=1", "journal.resume=always"];
        KillAfterFirstRecords(slow);
        var refused = _session.Run("demo", [.. slow, "session.seed=43"]);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("session 1 was cut off and cannot go on: its configuration", refused.Error, StringComparison.Ordinal);
        var left = _session.ReportOf("demo", [.. EngineVerb.ShortDemo, "journal.resume=never"]);
        Assert.Equal(2, left.GetProperty("sessionId").GetInt32());
    }

    [Fact]
    public void A_session_that_does_not_come_out_the_same_is_left_and_a_new_one_begins_unless_it_must_go_on()
    {
        string[] slow = [.. EngineVerb.ShortDemo, "pipeline.speed=1"];
        KillAfterFirstRecords([.. slow, "journal.resume=auto"]);
        AppendForeignOutput();
        var refused = _session.Run("demo", [.. slow, "journal.resume=always"]);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("session 1 cannot go on", refused.Error, StringComparison.Ordinal);
        var run = _session.Run("demo", [.. EngineVerb.ShortDemo, "journal.resume=auto"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("session 1 cannot go on", run.Output, StringComparison.Ordinal);
        Assert.Contains("Journal: session 2,", run.Output, StringComparison.Ordinal);
    }

    // What an engine with other code might have written: an output that this one does not make.
    private void AppendForeignOutput()
    {
        using var log = LatencyEngine.Journal.Log.LogWriter.Open(new LatencyEngine.Journal.Log.LogOptions { Folder = Journal });
        var alert = default(EngineEvent);
        alert.Begin<AlertRaised>().AlertKind = AlertKind.StrategyFailed;
        log.Append(alert.AsBytes());
        log.Commit();
    }

    private void KillAfterFirstRecords(string[] assignments)
    {
        var start = new System.Diagnostics.ProcessStartInfo(
            "dotnet",
            [BuiltHost.Assembly, "engine", "--config", EngineVerb.Example("demo"), "--set", "output.liveView=off",
                $"journal.folder={Journal}", "journal.store.use=off", "journal.segmentMebibytes=8", "multicast.use=off", .. assignments])
        {
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardOutput.ReadLine(); // Of its progress.
        process.Kill();
        process.WaitForExit();
    }
}
