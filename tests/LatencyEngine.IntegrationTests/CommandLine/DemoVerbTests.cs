using System.Text.Json;
using LatencyEngine.Host;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>The demo, small: its runs must agree whatever the threads do, and its seed must matter.</summary>
public sealed class DemoVerbTests
{
    [Fact]
    public void Every_way_of_running_a_session_gives_the_same_bytes()
    {
        var report = Demo(seed: "7");
        Assert.True(report.GetProperty("deterministic").GetBoolean());
        var digests = report.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("outputDigest").GetString());
        Assert.Single(digests.Distinct());
        Assert.All(report.GetProperty("runs").EnumerateArray(), run => Assert.True(run.GetProperty("crossings").GetInt64() > 0));
    }

    [Fact]
    public void Another_seed_is_another_session() => Assert.NotEqual(
        Demo(seed: "7").GetProperty("runs")[0].GetProperty("outputDigest").GetString(),
        Demo(seed: "8").GetProperty("runs")[0].GetProperty("outputDigest").GetString());

    [Fact]
    public void A_count_out_of_range_is_a_usage_error()
    {
        var run = BuiltHost.Run("demo", "--quotes", "0");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("--quotes takes 1 to", run.Error, StringComparison.Ordinal);
    }

    private static JsonElement Demo(string seed)
    {
        var run = BuiltHost.Run("demo", "--quotes", "20000", "--seed", seed, "--json");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
