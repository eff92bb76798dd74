using System.Text;

namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>
/// A screen in memory: every view draws into one, a painter brings it to a terminal, a test reads it as text. One
/// thread; owns its cells.
/// </summary>
/// <remarks>
/// Drawing outside of the screen is cut off, so that a view needs no special case for small terminals. Characters that
/// would move the cursor or take two columns become question marks: names come from other hosts, and must not be able to
/// command the terminal.
/// </remarks>
public sealed class CellBuffer
{
    /// <summary>More cells than this are not drawn: a terminal that claims to be larger is cut.</summary>
    public const int EdgeMax = 1_000;

    private Cell[] _cells = [];

    public CellBuffer(int width, int height) => Resize(width, height);

    public int Width { get; private set; }

    public int Height { get; private set; }

    public Cell this[int x, int y] => _cells[(y * Width) + x];

    /// <summary>One line of cells.</summary>
    public ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Takes the size, each edge between 1 and <see cref="EdgeMax"/>, and blanks everything.</summary>
    public void Resize(int width, int height)
    {
        Width = Math.Clamp(width, 1, EdgeMax);
        Height = Math.Clamp(height, 1, EdgeMax);
        if (_cells.Length != Width * Height) _cells = new Cell[Width * Height];
        Clear();
    }

    public void Clear() => _cells.AsSpan().Fill(Cell.Blank);

    /// <summary>Writes as much of a text as the screen has room for.</summary>
    /// <returns>The column behind the text, drawn or not.</returns>
    public int Write(int x, int y, ReadOnlySpan<char> text, Ink ink = Ink.Plain)
    {
        for (var i = 0; i < text.Length; i++) Set(x + i, y, new Cell(text[i], ink));
        return x + text.Length;
    }

    /// <summary>Ends a text at a column, that one included.</summary>
    public void WriteEndingAt(int x, int y, ReadOnlySpan<char> text, Ink ink = Ink.Plain) =>
        Write(x - text.Length + 1, y, text, ink);

    public void Set(int x, int y, Cell cell)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height) return;
        _cells[(y * Width) + x] = IsOneColumn(cell.Glyph) ? cell : cell with { Glyph = '?' };
    }

    /// <summary>Fills a part of a line.</summary>
    public void Fill(int x, int y, int length, Cell cell)
    {
        for (var i = 0; i < length; i++) Set(x + i, y, cell);
    }

    /// <summary>Shows a part of a line inverted, whatever stands there.</summary>
    public void Invert(int x, int y, int length)
    {
        if ((uint)y >= (uint)Height) return;
        for (var at = Math.Max(0, x); at < Math.Min(x + length, Width); at++)
            Set(at, y, this[at, y] with { Ink = this[at, y].Ink | Ink.Inverse });
    }

    public void CopyFrom(CellBuffer other)
    {
        if (Width != other.Width || Height != other.Height) Resize(other.Width, other.Height);
        other._cells.CopyTo(_cells, 0);
    }

    /// <summary>The lines without their trailing blanks, each ended by a line feed.</summary>
    public string ToText(bool isUnicode = true)
    {
        var text = new StringBuilder((Width + 1) * Height);
        for (var y = 0; y < Height; y++)
        {
            var start = text.Length;
            foreach (var cell in Row(y)) text.Append(isUnicode ? cell.Glyph : AsciiGlyphs.Of(cell.Glyph));
            while (text.Length > start && text[^1] == ' ') text.Length--;
            text.Append('\n');
        }

        return text.ToString();
    }

    // Everything below the first wide script, plus the arrows, lines and blocks that the views draw with.
    private static bool IsOneColumn(char glyph) =>
        glyph is >= ' ' and < '\u007F'
            or >= '\u00A1' and < '\u0300' and not '\u00AD'
            or >= '\u2010' and <= '\u2027'
            or >= '\u2190' and <= '\u25FF';
}
