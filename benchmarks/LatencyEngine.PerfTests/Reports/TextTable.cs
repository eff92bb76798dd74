namespace LatencyEngine.PerfTests.Reports;

/// <summary>Lines up cells in columns: figures to the right, everything else to the left.</summary>
internal sealed class TextTable(params string[] heads)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [heads];

    public void Add(params string[] cells)
    {
        if (cells.Length != heads.Length)
            throw new ArgumentException($"A row of this table has {heads.Length} cells, not {cells.Length}.");
        _rows.Add(cells);
    }

    public void WriteTo(TextWriter output, string indent)
    {
        var widths = heads.Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => IsLeft(column)
                ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine((indent + string.Join(Gap, cells)).TrimEnd());
        }
    }

    // A column of words starts with a letter in its second row; figures start with a digit, a bracket or a
    // dash.
    private bool IsLeft(int column) =>
        _rows.Skip(1).Select(row => row[column]).FirstOrDefault(cell => cell.Length > 0) is not { } cell
            || !IsFigure(cell[0]);

    private static bool IsFigure(char first) => char.IsAsciiDigit(first) || first is '[' or '–' or '≥' or '≤';
}
