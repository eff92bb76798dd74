using System.Globalization;

namespace LatencyEngine.Tests.Viewer.Terminal.Cells;

/// <summary>
/// As much of an ANSI terminal as the painter uses, and not a byte more: anything else fails the test. Behind the last
/// column the cursor is nowhere, so that a painter which relied on one terminal's habit would be found out.
/// </summary>
internal sealed class TerminalEmulator(int width, int height)
{
    private readonly char[,] _glyphs = Blank(width, height);
    private readonly string[,] _inks = new string[width, height];
    private string _ink = "0";
    private (int X, int Y)? _cursor;

    public bool IsUpdating { get; private set; }

    public char GlyphAt(int x, int y) => _glyphs[x, y];

    /// <summary>The parameters of the sequence that set the ink; <c>0</c> for none.</summary>
    public string InkAt(int x, int y) => _inks[x, y] ?? "0";

    public void Receive(string output)
    {
        for (var at = 0; at < output.Length;)
        {
            if (output[at] == '\u001b') at = ReceiveSequence(output, at);
            else Print(output[at++]);
        }
    }

    private static char[,] Blank(int width, int height)
    {
        var glyphs = new char[width, height];
        for (var x = 0; x < width; x++)
            for (var y = 0; y < height; y++) glyphs[x, y] = ' ';
        return glyphs;
    }

    private void Print(char glyph)
    {
        Assert.False(char.IsControl(glyph), $"a control character: {(int)glyph}");
        var (x, y) = Assert.NotNull(_cursor);
        (_glyphs[x, y], _inks[x, y]) = (glyph, _ink);
        _cursor = x + 1 < width ? (x + 1, y) : null;
    }

    private int ReceiveSequence(string output, int at)
    {
        Assert.Equal('[', output[at + 1]);
        var end = at + 2;
        while (!char.IsAsciiLetter(output[end])) end++;
        Obey(output[end], output[(at + 2)..end]);
        return end + 1;
    }

    private void Obey(char command, string parameters)
    {
        switch (command)
        {
            case 'm': _ink = parameters; break;
            case 'H': MoveTo(parameters); break;
            case 'C': MoveRight(int.Parse(parameters, CultureInfo.InvariantCulture)); break;
            case 'J' when parameters == "2": Erase(); break;
            case 'h' when parameters == "?2026": IsUpdating = true; break;
            case 'l' when parameters == "?2026": IsUpdating = false; break;
            default: Assert.Fail($"unexpected sequence: {parameters}{command}"); break;
        }
    }

    private void MoveTo(string parameters)
    {
        var numbers = parameters.Split(';').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(numbers[0], 1, height);
        Assert.InRange(numbers[1], 1, width);
        _cursor = (numbers[1] - 1, numbers[0] - 1);
    }

    private void MoveRight(int columns)
    {
        var (x, y) = Assert.NotNull(_cursor);
        Assert.InRange(x + columns, 0, width - 1);
        _cursor = (x + columns, y);
    }

    private void Erase()
    {
        for (var x = 0; x < width; x++)
            for (var y = 0; y < height; y++) (_glyphs[x, y], _inks[x, y]) = (' ', _ink);
    }
}
