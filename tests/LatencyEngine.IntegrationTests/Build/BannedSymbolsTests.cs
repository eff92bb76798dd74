using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Build;

/// <summary>
/// The banned symbols of the hot path, against the real compiler: a hot project that uses one does not build.
/// </summary>
public sealed class BannedSymbolsTests
{
    private const string Offender =
        """
        namespace Offender;

        internal static class Clock
        {
            public static long Ticks() => System.DateTime.UtcNow.Ticks;
            public static int Sum(int[] xs) => System.Linq.Enumerable.Sum(xs);
            public static System.Guid Id() => System.Guid.NewGuid();
            public static System.Threading.Lock Gate() => new();
        }
        """;

    [Fact]
    public void A_hot_project_that_uses_a_banned_symbol_does_not_build()
    {
        var build = Build(hotPath: "true");
        Assert.NotEqual(0, build.ExitCode);
        string[] reasons = ["use the event's TimestampNanos", "LINQ allocates", "ids come from sequences", "one writer per state"];
        Assert.All(reasons, reason => Assert.Contains(reason, build.Output, StringComparison.Ordinal));
        Assert.Contains("error RS0030", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_project_builds_where_the_path_is_cold()
    {
        var build = Build(hotPath: "false");
        Assert.True(build.ExitCode == 0, build.Output);
    }

    private static ChildProcess Build(string hotPath)
    {
        using var folder = new TemporaryFolder();
        var root = Repository.Root.Replace('\\', '/') + "/";
        folder.Write("Directory.Build.props", $"""<Project><Import Project="{root}Directory.Build.props" /></Project>""");
        folder.Write("Directory.Build.targets", $"""<Project><Import Project="{root}Directory.Build.targets" /></Project>""");
        folder.Write("Directory.Packages.props", $"""<Project><Import Project="{root}Directory.Packages.props" /></Project>""");
        folder.Write(".editorconfig", File.ReadAllText(Repository.PathOf(".editorconfig")));
        folder.Write("Offender.cs", Offender);
        var project = folder.Write(
            "Offender.csproj",
            $"""
             <Project Sdk="Microsoft.NET.Sdk">
               <PropertyGroup><HotPath>{hotPath}</HotPath></PropertyGroup>
             </Project>
             """);
        return ChildProcess.Run("dotnet", ["build", project, "--nologo"], folder.Path);
    }
}
