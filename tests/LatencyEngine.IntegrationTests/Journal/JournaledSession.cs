using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>Sessions of the built engine in a journal of their own, without an event store.</summary>
internal sealed class JournaledSession(string folder)
{
    private string[] Assignments =>
        [$"journal.folder={folder}", "journal.store.use=off", "journal.segmentMebibytes=8", "journal.snapshotSeconds=0",
            "multicast.use=off"];

    public ChildProcess Run(string example, params string[] assignments) => ChildProcess.Run(
        "dotnet",
        [BuiltHost.Assembly, "engine", "--config", EngineVerb.Example(example), "--set", "output.liveView=off", .. Assignments,
            .. assignments],
        limit: TimeSpan.FromMinutes(10));

    public JsonElement ReportOf(string example, params string[] assignments)
    {
        var run = Run(example, [.. assignments, "output.report=json"]);
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        return EngineVerb.ReportIn(run);
    }

    /// <summary>A verb on this journal.</summary>
    public ChildProcess Tool(params string[] arguments) =>
        ChildProcess.Run("dotnet", [BuiltHost.Assembly, .. arguments, "--folder", folder], limit: TimeSpan.FromMinutes(10));

    /// <summary>Replays the last session step by step and in both layouts: all must be identical.</summary>
    public void AssertReplaysIdentically()
    {
        foreach (var layout in (string[][])[[], ["--layout", "all"]])
        {
            var replay = Tool(["replay", "last", "--verify", .. layout]);
            Assert.True(replay.ExitCode == ExitCode.Success, replay.Output + replay.Error);
            Assert.Contains("identical", replay.Output, StringComparison.Ordinal);
        }
    }
}
