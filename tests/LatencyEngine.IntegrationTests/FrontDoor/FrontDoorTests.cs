using LatencyEngine.Host;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.FrontDoor;

/// <summary>
/// Runs the real script in real shells. The one file must work in every POSIX shell and from any folder.
/// </summary>
public sealed class FrontDoorTests
{
    private static string Script => Repository.PathOf("run.ps1");

    public static TheoryData<string> Shells =>
        [.. new[] { "sh", "bash" }.Where(shell => File.Exists("/bin/" + shell))];

    [Fact]
    public void There_is_a_shell_to_prove_it_with() => Assert.NotEmpty(Shells);

    [Theory, MemberData(nameof(Shells))]
    public void Help_lists_the_commands(string shell)
    {
        var run = ChildProcess.Run(shell, [Script, "help"], folder: Path.GetTempPath());
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("./run.ps1 [command] [options]", run.Output, StringComparison.Ordinal);
        Assert.Contains("test", run.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Shells))]
    public void An_unknown_command_is_a_usage_error(string shell)
    {
        var run = ChildProcess.Run(shell, [Script, "no such command"]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'no such command'", run.Error, StringComparison.Ordinal); // One argument, blanks and all.
    }

    [Theory, MemberData(nameof(Shells))]
    public void Without_an_sdk_it_says_what_to_install(string shell)
    {
        using var empty = new TemporaryFolder();
        string[] tools = ["dirname", "cat"];
        foreach (var tool in tools) File.CreateSymbolicLink(Path.Combine(empty.Path, tool), "/usr/bin/" + tool);
        var environment = new Dictionary<string, string?> { ["PATH"] = empty.Path };

        var run = ChildProcess.Run("/bin/" + shell, [Script, "help"], environment: environment);

        Assert.Equal(ExitCode.MissingPrerequisite, run.ExitCode);
        Assert.Contains(".NET 10 SDK", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_runs_by_its_own_name()
    {
        if (OperatingSystem.IsWindows()) return; // There PowerShell runs it, by its ending.
        Assert.Equal(ExitCode.Success, ChildProcess.Run(Script, ["help"]).ExitCode);
    }

    [Fact]
    public void The_shell_part_is_hidden_from_powershell_by_a_literal_here_string()
    {
        var lines = File.ReadAllLines(Script);
        var opens = Array.FindIndex(lines, line => line.EndsWith("@'", StringComparison.Ordinal));
        var closes = Array.FindIndex(lines, line => line.StartsWith("'@", StringComparison.Ordinal));
        Assert.True(opens > 0 && closes > opens, "the here-string must open at a line's end and close at a line's start");
        Assert.All(lines[..opens], line => Assert.StartsWith("#", line, StringComparison.Ordinal));
        Assert.Equal("'@ | Out-Null", lines[closes]);
        Assert.Contains(lines[opens..closes], line => line.StartsWith("exec dotnet ", StringComparison.Ordinal));
        Assert.Contains(lines[closes..], line => line.StartsWith("dotnet ", StringComparison.Ordinal));
        Assert.Equal("exit $LASTEXITCODE", lines[^1]);
        Assert.All(lines, line => Assert.DoesNotContain('\r', line));
    }
}
