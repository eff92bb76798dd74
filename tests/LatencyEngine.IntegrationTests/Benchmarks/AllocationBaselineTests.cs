using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Benchmarks;

/// <summary>The committed allocation baselines, against the benchmarks as they were built with these tests.</summary>
public sealed class AllocationBaselineTests
{
    private const string Project = "LatencyEngine.PerfTests";

    [Fact]
    public void No_operation_allocates_more_than_its_baseline()
    {
        var run = ChildProcess.Run("dotnet", [BuiltAssembly(), "allocations"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("0 failures", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Built in the same configuration and framework as the tests: the last two folders of their path.</summary>
    private static string BuiltAssembly()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Repository.PathOf("benchmarks", Project, "bin", folder.Parent!.Name, folder.Name, Project + ".dll");
    }
}
