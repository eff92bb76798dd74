using System.Globalization;
using System.Text;

namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>
/// Brings a screen to an ANSI terminal by what differs from the screen before: an unchanged screen costs no byte. One
/// thread; owns what the terminal shows, the cursor's place and the ink in use.
/// </summary>
/// <remarks>
/// Autowrap is off while the viewer runs, so that the lowest right cell can be written without scrolling. Behind the last
/// column terminals differ in where the cursor is: there it counts as unknown. A change is wrapped into a synchronized
/// update (private mode 2026), which terminals that do not know it ignore.
/// </remarks>
/// <param name="isUnicode">Otherwise bars and arrows are drawn with ASCII.</param>
public sealed class ScreenPainter(bool isColored, bool isUnicode = true)
{
    /// <summary>Up to this many unchanged cells are written again: no shorter than a jump over them.</summary>
    private const int GapMax = 3;

    private const int Unknown = -1;

    private readonly CellBuffer _shown = new(1, 1);
    private readonly StringBuilder _output = new();
    private bool _isKnown;
    private int _cursorX = Unknown;
    private int _cursorY = Unknown;
    private Ink _ink;

    /// <summary>Takes the terminal over: another screen, so that the shell's stays as it is; no cursor, no autowrap.</summary>
    public const string Enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[0m\u001b[2J";

    /// <summary>Gives the terminal back. Harmless when it was never taken over.</summary>
    public const string Leave = "\u001b[?2026l\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

    /// <summary>Whatever the terminal shows, the next screen is drawn whole.</summary>
    public void Forget() => _isKnown = false;

    /// <summary>What has to be sent for the terminal to show this screen; empty when it shows it already.</summary>
    public string Paint(CellBuffer next)
    {
        _output.Clear();
        if (!_isKnown || _shown.Width != next.Width || _shown.Height != next.Height) StartOver(next);
        for (var y = 0; y < next.Height; y++) PaintRow(next, y);
        if (_output.Length == 0) return "";
        _shown.CopyFrom(next);
        SetInk(Ink.Plain);
        return $"\u001b[?2026h{_output}\u001b[?2026l";
    }

    private void StartOver(CellBuffer next)
    {
        _shown.Resize(next.Width, next.Height);
        _output.Append("\u001b[0m\u001b[2J");
        _ink = Ink.Plain;
        (_cursorX, _cursorY) = (Unknown, Unknown);
        _isKnown = true;
    }

    private void PaintRow(CellBuffer next, int y)
    {
        var wanted = next.Row(y);
        var shown = _shown.Row(y);
        if (wanted.SequenceEqual(shown)) return;
        for (var x = 0; x < wanted.Length; x++)
        {
            if (wanted[x] == shown[x]) continue;
            MoveTo(x, y, wanted);
            Put(wanted[x]);
        }
    }

    private void MoveTo(int x, int y, ReadOnlySpan<Cell> wanted)
    {
        if (_cursorY == y && _cursorX == x) return;
        var isAhead = _cursorY == y && _cursorX != Unknown && _cursorX < x;
        if (isAhead && x - _cursorX <= GapMax && IsOneInk(wanted[_cursorX..x]))
        {
            while (_cursorX < x) Put(wanted[_cursorX]);
            return;
        }

        if (isAhead) _output.Append(CultureInfo.InvariantCulture, $"\u001b[{x - _cursorX}C");
        else _output.Append(CultureInfo.InvariantCulture, $"\u001b[{y + 1};{x + 1}H");
        (_cursorX, _cursorY) = (x, y);
    }

    private bool IsOneInk(ReadOnlySpan<Cell> cells)
    {
        foreach (var cell in cells)
            if (cell.Ink != _ink) return false;
        return true;
    }

    private void Put(Cell cell)
    {
        SetInk(cell.Ink);
        _output.Append(isUnicode ? cell.Glyph : AsciiGlyphs.Of(cell.Glyph));
        if (++_cursorX >= _shown.Width) _cursorX = Unknown;
    }

    private void SetInk(Ink ink)
    {
        if (ink == _ink) return;
        _output.Append(InkCodes.Of(ink, isColored));
        _ink = ink;
    }
}
