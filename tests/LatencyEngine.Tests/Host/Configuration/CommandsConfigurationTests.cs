namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>The section <c>commands</c>: where keys are, and that it decides nothing that is traded.</summary>
public sealed class CommandsConfigurationTests
{
    [Fact]
    public void Keys_are_in_the_journal_s_folder_unless_a_file_is_named()
    {
        var byDefault = Loading.Good(Loading.Set("journal.folder=/var/log/engine"));
        Assert.Equal(
            Path.Combine(byDefault.Journal.FullPath, "keys", "commands.keys"), byDefault.Commands.KeysPathIn(byDefault.Journal));
        var named = Loading.Good(Loading.Set("commands.keysFile=/etc/engine.keys"));
        Assert.Equal(Path.GetFullPath("/etc/engine.keys"), named.Commands.KeysPathIn(named.Journal));
    }

    [Fact]
    public void Who_may_give_commands_changes_no_output() => Assert.Equal(
        Loading.Set().DecisionHashText, Loading.Set("commands.use=off", "commands.clockSeconds=5").DecisionHashText);

    [Theory]
    [InlineData("commands.use=maybe", "expected one of auto, on, off")]
    [InlineData("commands.clockSeconds=0", "expected an integer from 1 to 3600")]
    [InlineData("commands.refusalsPerSecond=0", "expected an integer from 1 to 10000")]
    [InlineData("commands.keysRemembered=1", "expected an integer from 2048 to")]
    public void Values_out_of_range_are_refused(string assignment, string expected) =>
        Assert.Contains(expected, Loading.Error(Loading.Set(assignment)), StringComparison.Ordinal);
}
