using System.Diagnostics;
using System.Text.RegularExpressions;
using LatencyEngine.TestKit;

namespace LatencyEngine.ArchitectureTests;

/// <summary>
/// House rules that no compiler knows: size, leftovers, machine paths, links and commands that exist.
/// </summary>
public sealed partial class HygieneTests
{
    private const int LinesPerFileMax = 400;
    private const int ColumnsMax = 140;

    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".md", ".xml", ".json", ".ps1", ".txt", ".editorconfig"];

    private static IReadOnlyList<string> Files { get; } = TrackedFiles();

    private static IEnumerable<string> SourceFiles => Files.Where(file => Path.GetExtension(file) == ".cs");

    private static IEnumerable<string> ReadMes => Files.Where(file => Path.GetFileName(file) == "README.md");

    [Fact]
    public void The_repository_is_read() => Assert.True(SourceFiles.Count() > 20 && ReadMes.Any());

    [Fact]
    public void No_source_file_is_longer_than_the_house_allows() =>
        Breaches.AssertNone(SourceFiles.Where(file => File.ReadLines(file).Count() > LinesPerFileMax).Select(Relative));

    [Fact]
    public void No_source_line_is_wider_than_the_house_allows() =>
        Breaches.AssertNone(Matching(SourceFiles, line => line.Length > ColumnsMax && !IsTestData(line)));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Breaches.AssertNone(Matching(SourceFiles.Where(IsNotThisFile), LeftoverPattern().IsMatch));

    [Fact]
    public void No_test_is_switched_off() =>
        Breaches.AssertNone(Matching(SourceFiles.Where(IsNotThisFile), SwitchedOffPattern().IsMatch));

    [Fact]
    public void No_file_names_a_machine_or_a_registry() =>
        Breaches.AssertNone(Matching(Files.Where(IsText).Where(IsNotThisFile), MachinePattern().IsMatch));

    [Fact]
    public void Links_in_readmes_resolve()
    {
        var broken = from readme in ReadMes
                     from Match link in LinkPattern().Matches(File.ReadAllText(readme))
                     let target = link.Groups["target"].Value
                     where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
                     let path = Path.Combine(Path.GetDirectoryName(readme)!, target.Split('#')[0])
                     where !File.Exists(path) && !Directory.Exists(path)
                     select $"{Relative(readme)} -> {target}";
        Breaches.AssertNone(broken);
    }

    [Fact]
    public void Commands_in_readmes_exist()
    {
        var verbs = Host.CommandLine.CreateRoot().Subcommands.Select(command => command.Name).ToHashSet();
        var unknown = from readme in ReadMes
                      from Match command in CommandPattern().Matches(File.ReadAllText(readme))
                      where !verbs.Contains(command.Groups["verb"].Value)
                      select $"{Relative(readme)}: {command.Value}";
        Breaches.AssertNone(unknown);
    }

    [Fact]
    public void The_readme_shows_the_two_commands()
    {
        var readme = File.ReadAllLines(Repository.PathOf("README.md"));
        Assert.Contains(readme, line => line.StartsWith("./run.ps1", StringComparison.Ordinal));
        Assert.Contains(readme, line => line.StartsWith("./run.ps1 test", StringComparison.Ordinal));
        Assert.True(readme.Length <= 150, $"README.md has {readme.Length} lines; 150 is the limit");
    }

    [Theory]
    [InlineData("// TO" + "DO: later", true)]
    [InlineData("throw new NotImplemented" + "Exception();", true)]
    [InlineData("// Done.", false)]
    public void The_search_for_leftovers_can_fail(string line, bool expected) =>
        Assert.Equal(expected, LeftoverPattern().IsMatch(line));

    private static IEnumerable<string> Matching(IEnumerable<string> files, Func<string, bool> breaks) =>
        from file in files
        from line in File.ReadLines(file).Select((text, index) => (text, index))
        where breaks(line.text)
        select $"{Relative(file)}:{line.index + 1}: {line.text.Trim()}";

    private static bool IsText(string file) => TextEndings.Any(end => file.EndsWith(end, StringComparison.Ordinal));

    private static bool IsNotThisFile(string file) => Path.GetFileName(file) != nameof(HygieneTests) + ".cs";

    private static bool IsTestData(string line) =>
        line.Contains("\"\"\"", StringComparison.Ordinal) || line.Contains("InlineData", StringComparison.Ordinal);

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    /// <summary>What git tracks, plus what is new and not ignored.</summary>
    private static List<string> TrackedFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Select(file => Path.Combine(Repository.Root, file)).Where(File.Exists)];
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex LeftoverPattern();

    [GeneratedRegex("Skip *= *\"")]
    private static partial Regex SwitchedOffPattern();

    [GeneratedRegex(@"(?<![\w.])/(work|home|root|farm|tmp)/|[A-Z]:\\Users|api\.nuget\.org|registry\.npmjs")]
    private static partial Regex MachinePattern();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"\./run\.ps1 +(?<verb>[a-z]+)")]
    private static partial Regex CommandPattern();
}
