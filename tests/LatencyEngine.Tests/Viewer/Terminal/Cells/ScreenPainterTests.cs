using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Tests.Viewer.Terminal.Cells;

public sealed class ScreenPainterTests
{
    private static readonly Dictionary<Ink, string> Codes = new()
    {
        [Ink.Plain] = "0",
        [Ink.Strong] = "0;1",
        [Ink.Gain] = "0;32",
        [Ink.Loss] = "0;31",
        [Ink.Alarm] = "0;1;37;41",
        [Ink.Inverse] = "0;7",
        [Ink.Strong | Ink.Inverse] = "0;1;7",
        [Ink.Gain | Ink.Inverse] = "0;32;7",
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_terminal_shows_the_same_screen_after_any_changes(int seed)
    {
        var random = new Random(seed);
        var buffer = new CellBuffer(random.Next(1, 60), random.Next(1, 20));
        var terminal = new TerminalEmulator(buffer.Width, buffer.Height);
        var painter = new ScreenPainter(isColored: true);
        for (var frame = 0; frame < 50; frame++)
        {
            Change(buffer, random);
            terminal.Receive(painter.Paint(buffer));
            AssertShows(buffer, terminal);
        }
    }

    [Fact]
    public void An_unchanged_screen_costs_nothing()
    {
        var buffer = new CellBuffer(80, 24);
        var painter = new ScreenPainter(isColored: true);
        var screen = new WatchScreen();
        var view = SampleEngine.Whole().View;
        screen.Draw(view, Screens.Live, buffer);
        Assert.NotEmpty(painter.Paint(buffer));
        screen.Draw(view, Screens.Live, buffer);
        Assert.Empty(painter.Paint(buffer));
    }

    [Fact]
    public void One_changed_cell_costs_one_jump_and_one_character()
    {
        var buffer = new CellBuffer(80, 24);
        var painter = new ScreenPainter(isColored: true);
        painter.Paint(buffer);
        buffer.Write(7, 3, "x");
        Assert.Equal("\u001b[?2026h\u001b[4;8Hx\u001b[?2026l", painter.Paint(buffer));
    }

    [Fact]
    public void A_short_gap_is_written_again_and_a_long_one_jumped_over()
    {
        var buffer = new CellBuffer(80, 24);
        var painter = new ScreenPainter(isColored: true);
        painter.Paint(buffer);
        buffer.Write(0, 0, "a  b");
        buffer.Write(40, 0, "c");
        Assert.Equal("\u001b[?2026h\u001b[1;1Ha  b\u001b[36Cc\u001b[?2026l", painter.Paint(buffer));
    }

    [Fact]
    public void Another_size_is_drawn_whole()
    {
        var painter = new ScreenPainter(isColored: true);
        painter.Paint(new CellBuffer(80, 24));
        var larger = new CellBuffer(90, 30);
        larger.Write(89, 29, "z");
        var terminal = new TerminalEmulator(90, 30);
        terminal.Receive(painter.Paint(larger));
        AssertShows(larger, terminal);
    }

    [Fact]
    public void A_forgotten_screen_is_drawn_whole()
    {
        var buffer = new CellBuffer(10, 2);
        buffer.Write(0, 0, "hello");
        var painter = new ScreenPainter(isColored: true);
        painter.Paint(buffer);
        painter.Forget();
        var terminal = new TerminalEmulator(10, 2);
        terminal.Receive(painter.Paint(buffer));
        AssertShows(buffer, terminal);
    }

    [Fact]
    public void Without_color_nothing_is_colored()
    {
        var buffer = new CellBuffer(80, 24);
        new WatchScreen().Draw(SampleEngine.Whole().View, Screens.Live, buffer);
        var output = new ScreenPainter(isColored: false).Paint(buffer);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*(3|4)[0-9][0-9;]*m", output);
        Assert.Matches("\u001b\\[[0-9;]*(3|4)[0-9][0-9;]*m", new ScreenPainter(isColored: true).Paint(buffer));
    }

    [Fact]
    public void Without_unicode_only_ascii_is_sent()
    {
        var buffer = new CellBuffer(120, 40);
        new WatchScreen(ScreenKind.Risk).Draw(SampleEngine.Whole().View, Screens.Live, buffer);
        Assert.All(new ScreenPainter(isColored: true, isUnicode: false).Paint(buffer), character => Assert.True(character < '\u007F'));
        Assert.Contains("#", buffer.ToText(isUnicode: false));
        Assert.Contains("█", buffer.ToText());
    }

    private static void Change(CellBuffer buffer, Random random)
    {
        if (random.Next(10) == 0) buffer.Clear();
        for (var change = random.Next(8); change > 0; change--)
        {
            var ink = Codes.Keys.ElementAt(random.Next(Codes.Count));
            var text = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next(' ', 'z'))]);
            buffer.Write(random.Next(-3, buffer.Width + 3), random.Next(-1, buffer.Height + 1), text, ink);
        }
    }

    private static void AssertShows(CellBuffer buffer, TerminalEmulator terminal)
    {
        Assert.False(terminal.IsUpdating);
        for (var y = 0; y < buffer.Height; y++)
        {
            for (var x = 0; x < buffer.Width; x++)
            {
                Assert.Equal(buffer[x, y].Glyph, terminal.GlyphAt(x, y));
                Assert.Equal(Codes[buffer[x, y].Ink], terminal.InkAt(x, y));
            }
        }
    }
}
