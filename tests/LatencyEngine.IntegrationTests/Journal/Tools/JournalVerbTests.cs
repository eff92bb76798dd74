using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.IntegrationTests.Journal.Postgres;

namespace LatencyEngine.IntegrationTests.Journal.Tools;

/// <summary>The built Host's <c>journal</c> verbs on a session that a real engine has recorded.</summary>
public sealed class JournalVerbTests(RecordedDemo recorded) : IClassFixture<RecordedDemo>
{
    [Fact]
    public void The_session_is_listed_as_the_engine_reported_it()
    {
        var session = Assert.Single(recorded.Json("journal", "ls").EnumerateArray());
        Assert.Equal("ended", session.GetProperty("state").GetString());
        Assert.Equal(recorded.Report.GetProperty("inputs").GetInt64(), session.GetProperty("inputs").GetInt64());
        Assert.Equal(recorded.Report.GetProperty("stateHash").GetString(), session.GetProperty("stateHash").GetString());
    }

    [Fact]
    public void The_recorded_configuration_runs_again()
    {
        var run = recorded.Run("journal", "info", "--configuration");
        var file = recorded.PathOf("configuration.json");
        File.WriteAllText(file, run.Output);
        Assert.Equal(ExitCode.Success, BuiltHost.Run("config", "validate", "--config", file).ExitCode);
    }

    [Fact]
    public void Every_fill_has_its_cause()
    {
        var fill = recorded.Run("journal", "grep", "--type", "OrderFilled", "--max", "1");
        var order = System.Text.RegularExpressions.Regex.Match(fill.Output, "orderId=([0-9]+)").Groups[1].Value;
        var story = recorded.Json("journal", "why", order);
        Assert.NotEqual("Unknown", story.GetProperty("decision").GetString());
        var steps = story.GetProperty("steps").EnumerateArray().ToList();
        Assert.True(steps.Count >= 2, "a decision and a fill at least");
        Assert.All(steps, step => Assert.Equal("input", step.GetProperty("cause").GetProperty("kind").GetString()));
        Assert.All(steps, step => Assert.True(step.GetProperty("nanosSinceBefore").GetInt64() >= 0));
    }

    [Fact]
    public void A_sealed_log_is_verified_against_its_seal()
    {
        var seal = recorded.Json("journal", "seal").GetProperty("headHash").GetString()!;
        Assert.True(recorded.Json("journal", "verify", "--against", seal).GetProperty("intact").GetBoolean());
        var run = recorded.Run("journal", "verify", "--against", new string('0', 64));
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("NOT INTACT", run.Output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public void A_shipped_session_is_the_same_in_the_event_store()
    {
        var shipped = recorded.Run("journal", "ship");
        Assert.True(shipped.ExitCode == ExitCode.Success, shipped.Output + shipped.Error);
        var replay = recorded.Json("replay", "--from", "postgres");
        Assert.Equal("Identical", replay.GetProperty("outcome").GetString());
        Assert.Equal(recorded.Report.GetProperty("stateHash").GetString(), replay.GetProperty("stateHash").GetString());
        string[] export = ["journal", "export", "--until", "3000"];
        Assert.Equal(recorded.Run(export).Output, recorded.Run([.. export, "--from", "postgres"]).Output);
    }
}
