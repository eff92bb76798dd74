using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Tests.Viewer.Terminal;

public sealed class ScrollingTests
{
    private readonly EngineView _view = SampleEngine.WithInstruments(50).View;
    private readonly WatchScreen _screen = new();

    [Fact]
    public void The_selection_starts_on_the_first_row() => Assert.Equal("SYM01", Selected());

    [Fact]
    public void Arrows_pages_and_ends_move_the_selection_and_keep_it_on_the_screen()
    {
        Screens.Press(_screen, _view, new KeyPress(Key.Down), new KeyPress(Key.Down));
        Assert.Equal("SYM03", Selected());
        Screens.Press(_screen, _view, new KeyPress(Key.PageDown));
        Assert.Equal("SYM23", Selected());
        Screens.Press(_screen, _view, new KeyPress(Key.End));
        Assert.Equal("SYM50", Selected());
        Screens.Press(_screen, _view, new KeyPress(Key.PageUp), new KeyPress(Key.Up));
        Assert.Equal("SYM29", Selected());
        Screens.Press(_screen, _view, new KeyPress(Key.Home));
        Assert.Equal("SYM01", Selected());
    }

    [Fact]
    public void The_selection_stays_with_its_row_when_the_order_changes()
    {
        Screens.Press(_screen, _view, new KeyPress(Key.Down));
        Screens.Type(_screen, _view, "r");
        Assert.Equal("SYM02", Selected());
    }

    [Fact]
    public void A_selection_that_is_filtered_away_moves_to_a_row_that_is_shown()
    {
        Screens.Press(_screen, _view, new KeyPress(Key.End));
        Screens.Type(_screen, _view, "/m0");
        Assert.Equal("SYM09", Selected());
    }

    [Fact]
    public void Arrows_on_the_book_go_to_the_next_instrument()
    {
        Screens.Press(_screen, _view, new KeyPress(Key.Enter), new KeyPress(Key.Down));
        Assert.Contains("SYM02", Screens.Text(_screen, _view, Screens.Live, (80, 24)));
    }

    // The only inverted line below the tabs.
    private string Selected()
    {
        var buffer = new CellBuffer(80, 24);
        _screen.Draw(_view, Screens.Live, buffer);
        for (var y = 2; y < buffer.Height; y++)
            if (buffer[0, y].Ink.HasFlag(Ink.Inverse)) return new string([.. buffer.Row(y)[..5].ToArray().Select(cell => cell.Glyph)]);
        return "";
    }
}
