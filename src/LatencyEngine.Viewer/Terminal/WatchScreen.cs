using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Views;

namespace LatencyEngine.Viewer.Terminal;

/// <summary>
/// The terminal viewer without a terminal: turns keys into what is shown, and a view of an engine into a screen of cells.
/// One thread, that of the view; owns the selection, the order and the filter.
/// </summary>
/// <remarks>
/// From the top: the status line, the tabs, the view, a line of hints. Of a screen too low for all, the hints go first,
/// then the tabs; the status line never goes, since it says whether to believe the rest.
/// </remarks>
public sealed class WatchScreen
{
    /// <summary>Longest text to filter by.</summary>
    public const int FilterLengthMax = 24;

    private const int HintsFromHeight = 8;
    private const int TabsFromHeight = 5;

    private readonly InstrumentsView _instruments = new();
    private readonly IScreenView[] _views;
    private string _filter = "";
    private bool _isTyping;
    private bool _isHelpShown;

    public WatchScreen(ScreenKind first = ScreenKind.Instruments)
    {
        _views =
        [
            _instruments, new DepthView(_instruments), new OrdersView(), new PositionsView(), new RiskView(), new HealthView(),
        ];
        Kind = first;
    }

    /// <summary>The view that is shown.</summary>
    public ScreenKind Kind { get; private set; }

    /// <summary>Whether the user wants to leave.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether keys are pressed; without, tabs and hints leave their lines to the view.</summary>
    public bool IsInteractive { get; init; } = true;

    private IScreenView Shown => _views[(int)Kind];

    /// <summary>Draws everything; the size is that of the buffer.</summary>
    public void Draw(EngineView view, in LinkState link, CellBuffer buffer)
    {
        var frame = new Frame(view, link);
        buffer.Clear();
        var body = Region.Of(buffer).Below(1);
        if (IsInteractive && buffer.Height >= TabsFromHeight)
        {
            DrawTabs(buffer);
            body = body.Below(1);
        }

        var hasHints = IsInteractive && (buffer.Height >= HintsFromHeight || _isTyping);
        if (hasHints) body = body.Top(body.Height - 1);
        DrawBody(frame, buffer, body);
        if (hasHints) DrawHints(buffer);
        StatusLine.Draw(frame, buffer);
    }

    /// <summary>Reacts to one key; unknown ones do nothing.</summary>
    public void Press(KeyPress press)
    {
        if (press.Key == Key.Interrupt) IsDone = true;
        else if (_isTyping) Type(press);
        else if (_isHelpShown) _isHelpShown = false;
        else if (!PressGlobal(press)) Shown.Press(press);
    }

    private bool PressGlobal(KeyPress press)
    {
        switch (press)
        {
            case { Key: Key.Character, Character: 'q' or 'Q' }: IsDone = true; return true;
            case { Key: Key.Character, Character: '?' or 'h' }: _isHelpShown = true; return true;
            case { Key: Key.Character, Character: '/' }: _isTyping = true; return true;
            case { Key: Key.Character, Character: >= '1' and <= '6' }: Kind = (ScreenKind)(press.Character - '1'); return true;
            case { Key: Key.Tab or Key.Right }: Turn(1); return true;
            case { Key: Key.BackTab or Key.Left }: Turn(-1); return true;
            case { Key: Key.Escape }: _filter = ""; return true;
            case { Key: Key.Enter } when Kind == ScreenKind.Instruments: Kind = ScreenKind.Depth; return true;
            default: return false;
        }
    }

    private void Turn(int by) => Kind = (ScreenKind)(((int)Kind + by + _views.Length) % _views.Length);

    private void Type(KeyPress press)
    {
        switch (press.Key)
        {
            case Key.Character when _filter.Length < FilterLengthMax: _filter += press.Character; break;
            case Key.Backspace when _filter.Length > 0: _filter = _filter[..^1]; break;
            case Key.Enter: _isTyping = false; break;
            case Key.Escape: (_isTyping, _filter) = (false, ""); break;
            default: break;
        }
    }

    private void DrawBody(Frame frame, CellBuffer buffer, Region body)
    {
        if (body.IsEmpty) return;
        if (_isHelpShown) HelpPage.Draw(buffer, body);
        else if (frame.View.Applied == 0) DrawEmptiness(frame.Link, buffer, body);
        else Shown.Draw(frame, buffer, body, _filter);
    }

    private static void DrawEmptiness(in LinkState link, CellBuffer buffer, Region body)
    {
        string[] lines = ["Nothing has been heard of an engine yet.", $"Channel: {link.Channel}", "./run.ps1 engine starts one."];
        var y = body.Y + Math.Max(0, (body.Height - lines.Length) / 2);
        for (var i = 0; i < lines.Length && y + i < body.Bottom; i++)
            buffer.Write(body.X + Math.Max(0, (body.Width - lines[i].Length) / 2), y + i, lines[i], Ink.Faint);
    }

    private void DrawTabs(CellBuffer buffer)
    {
        var x = 0;
        for (var i = 0; i < _views.Length; i++)
            x = buffer.Write(x, 1, $" {i + 1} {_views[i].Title} ", i == (int)Kind ? Ink.Strong | Ink.Inverse : Ink.Faint);
    }

    private void DrawHints(CellBuffer buffer)
    {
        var y = buffer.Height - 1;
        if (_isTyping)
        {
            buffer.Write(0, y, $"/{_filter}_", Ink.Strong);
            return;
        }

        var x = _filter.Length == 0 ? 0 : buffer.Write(0, y, $"/{_filter}  ", Ink.Caution);
        if (Shown.SortText.Length > 0 && !_isHelpShown) x = buffer.Write(x, y, $"sorted: {Shown.SortText}  ");
        var hints = _isHelpShown || Shown.Hints.Length == 0 ? "" : Shown.Hints + "  ";
        buffer.Write(x, y, hints + "? help  q quit", Ink.Faint);
    }
}
