namespace LatencyEngine.PerfTests.Reports;

/// <summary>Lines up cells in columns: the first and the last to the left, the others to the right.</summary>
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
            var cells = row.Select((cell, column) => IsLeft(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine((indent + string.Join(Gap, cells)).TrimEnd());
        }
    }

    private bool IsLeft(int column) => column == 0 || column >= heads.Length - 2;
}
