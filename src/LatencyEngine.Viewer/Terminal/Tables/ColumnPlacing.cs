namespace LatencyEngine.Viewer.Terminal.Tables;

/// <summary>Which columns a width has room for, and how wide they are. Pure.</summary>
internal static class ColumnPlacing
{
    private const int Gap = 1;

    /// <summary>
    /// Takes columns by their rank while they fit, then widens those that may be wider, from the left. Of a table too narrow
    /// for its first column, that one is cut.
    /// </summary>
    public static List<PlacedColumn> Place<TRow>(IReadOnlyList<Column<TRow>> columns, int x, int width)
    {
        var chosen = Choose(columns, width, out var rest);
        var placed = new List<PlacedColumn>(chosen.Count);
        foreach (var index in chosen)
        {
            var column = columns[index];
            var more = Math.Clamp(column.WidthMax - column.Width, 0, rest);
            rest -= more;
            placed.Add(new PlacedColumn(index, x, Math.Min(column.Width + more, width)));
            x += column.Width + more + Gap;
        }

        return placed;
    }

    private static List<int> Choose<TRow>(IReadOnlyList<Column<TRow>> columns, int width, out int rest)
    {
        List<int> chosen = [];
        rest = width + Gap;
        foreach (var index in Enumerable.Range(0, columns.Count).OrderBy(index => columns[index].Rank))
        {
            var needed = columns[index].Width + Gap;
            if (needed > rest && chosen.Count > 0) break;
            chosen.Add(index);
            rest = Math.Max(0, rest - needed);
        }

        chosen.Sort();
        return chosen;
    }
}
