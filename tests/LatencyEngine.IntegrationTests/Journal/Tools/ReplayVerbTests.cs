using LatencyEngine.Domain;
using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.IntegrationTests.Journal.Tools;

/// <summary>The built Host records a session and executes it again, as a user would.</summary>
public sealed class ReplayVerbTests(RecordedDemo recorded) : IClassFixture<RecordedDemo>
{
    private static readonly string[] Layouts = ["stepped", "fused", "staged"];

    [Fact]
    public void A_session_is_identical_in_every_layout_with_the_hashes_that_the_engine_reported()
    {
        var run = recorded.Run("replay", "--verify", "--layout", "all");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        foreach (var layout in Layouts) Assert.Contains($"session 1, {layout}: identical", run.Output, StringComparison.Ordinal);
        foreach (var hash in (string[])["outputHash", "stateHash"])
            Assert.Equal(Layouts.Length, run.Output.Split(recorded.Report.GetProperty(hash).GetString()!).Length - 1);
    }

    [Fact]
    public void A_replay_stops_where_it_is_told()
    {
        var outcome = recorded.Json("replay", "--until", "5000");
        Assert.Equal("Stopped", outcome.GetProperty("outcome").GetString());
        Assert.Equal(5000, outcome.GetProperty("lastSequence").GetInt64());
    }

    [Fact]
    public void A_replay_in_its_own_time_compares_as_well()
    {
        var run = recorded.Run("replay", "--speed", "1000", "--until", "5000");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("identical up to record 5000", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_output_is_the_first_difference_with_both_values()
    {
        var (folder, sequence) = CopyWithOneFeeChanged();
        var run = BuiltHost.Run("replay", "--folder", folder);
        Assert.Equal((ExitCode.Failure, ""), (run.ExitCode, run.Error));
        Assert.Contains("DIFFERENT", run.Output, StringComparison.Ordinal);
        Assert.Contains($"record   {sequence}, output", run.Output, StringComparison.Ordinal);
        Assert.Contains("field    OrderFilled.fee", run.Output, StringComparison.Ordinal);
        Assert.Contains("recorded 123456789", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_change_both_runs_of_the_market_are_the_same()
    {
        var comparison = recorded.Json("replay", "--set", "pipeline.batchSizeMax=7");
        foreach (var figure in comparison.GetProperty("figures").EnumerateArray())
            Assert.Equal(figure.GetProperty("recorded").GetInt64(), figure.GetProperty("changed").GetInt64());
        var fills = comparison.GetProperty("figures").EnumerateArray().First(f => f.GetProperty("figure").GetString() == "fills");
        Assert.Equal(EngineVerb.Fills(recorded.Report), fills.GetProperty("recorded").GetInt64());
    }

    [Fact]
    public void Other_limits_and_strategies_are_shown_beside_what_was_recorded()
    {
        var run = recorded.Run(
            "replay", "--limits", "orderRateMax=10", "--with", "strategy.1=maCrossover", "fastPeriod=5", "slowPeriod=20");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"risk\.engine\.orderRateMax +20000 +10", run.Output);
        Assert.Matches(@"strategies\.0\.parameters\.fastPeriod +10 +5", run.Output);
        Assert.Matches(@"all +orders rejected +[0-9,]+ +[0-9,]+ +[0-9,]+ +\*", run.Output);
    }

    [Theory]
    [InlineData("expected one of maCrossover, marketMaker", "--with", "strategy=hope")]
    [InlineData("the session has the strategies 1, 2", "--with", "strategy.7=marketMaker")]
    [InlineData("expected an integer", "--set", "venues.0.latencyNanos=soon")]
    [InlineData("--until does not go together with --layout", "--layout", "staged", "--until", "100")]
    public void A_wrong_wish_is_refused(string why, params string[] arguments)
    {
        var run = recorded.Run(["replay", .. arguments]);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    private (string Folder, long Sequence) CopyWithOneFeeChanged()
    {
        var folder = recorded.PathOf("changed");
        using var journal = new LogJournal(recorded.Folder);
        using var session = journal.OpenSession(1);
        using var copy = LogWriter.Open(new LogOptions { Folder = folder, SegmentBytes = 16 << 20 });
        copy.BeginSession(session.Head);
        var changed = 0L;
        while (session.TryRead(out var record))
        {
            if (record.Kind == RecordKind.SessionHead) continue;
            var message = record.Message.ToArray();
            if (changed == 0 && record.TryAs<OrderFilled>(out var filled))
            {
                (filled.Fee, changed) = (123_456_789, record.Sequence);
                filled.Encode(message);
            }

            copy.Append(message);
        }

        copy.Commit();
        return (folder, changed);
    }
}
