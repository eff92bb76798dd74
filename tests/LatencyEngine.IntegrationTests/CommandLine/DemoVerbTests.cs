using LatencyEngine.Host;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>The demo, small: it trades, says what came of it, and comes out the same every time.</summary>
public sealed class DemoVerbTests
{
    [Fact]
    public void It_ends_with_profit_latency_and_the_same_hash_three_times()
    {
        var run = BuiltHost.Run("demo", "--set", "feeds.0.events=100000", "feeds.0.eventsPerSecond=20000");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        foreach (var part in (string[])["SIMULATED", "Profit and loss", "crossover", "maker", "tick to order", "p99", "Ledger ("])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.Output.Split("the same\n").Length - 1);
        Assert.DoesNotContain("DIFFERENT", run.Output, StringComparison.Ordinal);
        var lines = run.Output.Split('\n');
        var state = lines.Single(line => line.StartsWith("state   ", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(3, lines.Count(line => line.Contains(state, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_count_out_of_range_is_refused_with_its_key()
    {
        var run = BuiltHost.Run("demo", "--set", "feeds.0.events=-1");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains("feeds.0.events: found '-1'", run.Error, StringComparison.Ordinal);
    }
}
