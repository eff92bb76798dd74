using LatencyEngine.TestKit;
using static LatencyEngine.IntegrationTests.CommandLine.EngineVerb;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>One session is one hash: however its threads run, and however the compiler made it.</summary>
public sealed class EngineVerbDeterminismTests
{
    private static readonly Lazy<string> Reference = new(() =>
    {
        var report = ReportOf("demo", ShortDemo);
        Assert.True(Fills(report) > 100);
        AssertLedgerSumsToZero(report);
        return HashesOf(report);
    });

    [Theory]
    [InlineData("fused", "adaptive", 1)]
    [InlineData("fused", "busySpin", 1_000)]
    [InlineData("fused", "blocking", 1_000)]
    [InlineData("staged", "adaptive", 1)]
    [InlineData("staged", "adaptive", 1_000)]
    [InlineData("staged", "yielding", 1_000)]
    [InlineData("staged", "backOffParking", 1_000)]
    [InlineData("staged", "blocking", 1)]
    public void Layout_wait_and_batches_change_no_byte(string layout, string wait, int batch) => Assert.Equal(
        Reference.Value,
        HashesOf(ReportOf(
            "demo",
            [.. ShortDemo, $"pipeline.layout={layout}", $"pipeline.wait={wait}", $"pipeline.batchSizeMax={batch}"])));

    [Fact]
    public void Small_rings_change_no_byte() => Assert.Equal(
        Reference.Value,
        HashesOf(ReportOf(
            "demo",
            [.. ShortDemo, "pipeline.layout=staged", "pipeline.batchSizeMax=7", "pipeline.inputRingSlots=64",
                "pipeline.outputRingSlots=128"])));

    [Fact]
    public void Real_time_changes_no_byte() => Assert.Equal(
        Reference.Value, HashesOf(ReportOf("demo", [.. ShortDemo, "pipeline.speed=0.5"])));

    [Fact]
    public void Another_seed_is_another_session() => Assert.NotEqual(
        Reference.Value, HashesOf(ReportOf("demo", [.. ShortDemo, "session.seed=43"])));

    [Fact]
    public void A_build_for_debugging_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var build = ChildProcess.Run(
            "dotnet",
            ["build", "src/LatencyEngine.Host", "-c", "Debug", "--artifacts-path", folder.Path, "-nodeReuse:false", "-nologo",
                "-v:q"],
            environment: WithoutTheSettingsOfThisBuild(), limit: TimeSpan.FromMinutes(8));
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
        var assembly = Path.Combine(folder.Path, "bin", "LatencyEngine.Host", "debug", "LatencyEngine.Host.dll");
        Assert.Equal(Reference.Value, HashesOf(ReportOfBuild(assembly, "demo", ShortDemo)));
    }

    // The test runner is itself started by a build, whose settings must not reach another one.
    private static Dictionary<string, string?> WithoutTheSettingsOfThisBuild() => Environment.GetEnvironmentVariables()
        .Keys.Cast<string>().Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(name => name, _ => (string?)null);
}
