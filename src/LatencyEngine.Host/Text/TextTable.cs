namespace LatencyEngine.Host.Text;

/// <summary>
/// A table of plain text: columns as wide as they need, the same on a terminal and in a file. A heading that starts
/// with <c>&gt;</c> puts its column to the right, as numbers want it.
/// </summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const char RightMark = '>';

    private readonly bool[] _isRight;
    private readonly List<string[]> _rows;

    public TextTable(params string[] headings)
    {
        _isRight = [.. headings.Select(heading => heading.StartsWith(RightMark))];
        _rows = [[.. headings.Select(heading => heading.TrimStart(RightMark))]];
    }

    public bool IsEmpty => _rows.Count == 1;

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output)
    {
        var widths = _isRight.Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        _rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) =>
                _isRight[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
        _rows.RemoveAt(1);
    }
}
