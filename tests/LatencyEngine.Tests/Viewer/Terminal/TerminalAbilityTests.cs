using LatencyEngine.Viewer.Terminal;

namespace LatencyEngine.Tests.Viewer.Terminal;

public sealed class TerminalAbilityTests
{
    [Fact]
    public void An_ordinary_terminal_can_everything() =>
        Assert.Equal(new TerminalAbility(true, true, true), Of("TERM=xterm-256color", "LANG=en_US.UTF-8"));

    [Theory]
    [InlineData("TERM=dumb")]
    [InlineData("TERM=")]
    public void A_dumb_terminal_gets_no_sequences_at_all(string term) =>
        Assert.Equal(new TerminalAbility(false, false, true), Of(term, "LANG=C.UTF-8"));

    [Fact]
    public void Colors_are_left_out_where_they_are_not_wanted() =>
        Assert.Equal(new TerminalAbility(true, false, true), Of("TERM=xterm", "NO_COLOR=1", "LANG=C.utf8"));

    [Fact]
    public void The_first_locale_that_is_set_decides() =>
        Assert.False(Of("TERM=xterm", "LC_ALL=C", "LANG=en_US.UTF-8").IsUnicode);

    [Fact]
    public void Without_a_terminal_nothing_is_live() =>
        Assert.False(TerminalAbility.Of(isTerminal: false, _ => "xterm", isWindows: false).IsLive);

    [Fact]
    public void On_Windows_neither_terminal_nor_locale_is_named() =>
        Assert.Equal(new TerminalAbility(true, true, true), TerminalAbility.Of(isTerminal: true, _ => null, isWindows: true));

    private static TerminalAbility Of(params string[] variables)
    {
        var values = variables.Select(text => text.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return TerminalAbility.Of(isTerminal: true, values.GetValueOrDefault, isWindows: false);
    }
}
