using System.Runtime.InteropServices;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Viewer.Terminal.Tables;

/// <summary>
/// Rows in columns: sorted, filtered, scrolled, one of them selected. The viewer's thread; owns the order and the selection,
/// which stays with its row wherever that moves.
/// </summary>
/// <remarks>
/// <b>Cost.</b> A frame asks every row for its sort key, and only visible rows for their texts. <b>Ties</b> stay in the
/// order of the rows, so that a sorted table does not flicker.
/// </remarks>
internal sealed class Table<TRow>(IReadOnlyList<Column<TRow>> columns, RowIdentity<TRow> identity)
{
    private const int NoSort = -1;

    private readonly List<int> _places = [];
    private readonly List<SortKey> _keys = [];
    private readonly List<long> _identities = [];
    private long? _selected;
    private int _selectedAt;
    private int _first;
    private int _linesShown = 1;
    private int _sortColumn = NoSort;
    private bool _isReversed;

    /// <summary>The identity of the selected row, once there was one.</summary>
    public long? Selected => _identities.Count == 0 ? null : _selected;

    /// <summary>Whether one row stands out, and keys move it.</summary>
    public bool IsSelectable { get; init; } = true;

    /// <summary>The column sorted by, for people.</summary>
    public string SortText => _sortColumn == NoSort
        ? _isReversed ? "latest first" : "as they came"
        : columns[_sortColumn].Title + (_isReversed ? " down" : " up");

    /// <summary>Which row of the last frame's stood on this line below the header; <c>null</c> for none.</summary>
    public int? RowAt(int line) => _first + line < _places.Count ? _places[_first + line] : null;

    /// <summary>Reacts to keys that move the selection or change the order.</summary>
    public bool Press(KeyPress press)
    {
        switch (press)
        {
            case { Key: Key.Character, Character: 's' }: SortByNext(); return true;
            case { Key: Key.Character, Character: 'r' }: _isReversed = !_isReversed; return true;
            case { Key: Key.Up }: return MoveTo(_selectedAt - 1);
            case { Key: Key.Down }: return MoveTo(_selectedAt + 1);
            case { Key: Key.PageUp }: return MoveTo(_selectedAt - _linesShown);
            case { Key: Key.PageDown }: return MoveTo(_selectedAt + _linesShown);
            case { Key: Key.Home }: return MoveTo(0);
            case { Key: Key.End }: return MoveTo(int.MaxValue);
            default: return false;
        }
    }

    /// <summary>Draws the header and as many rows as there is room for, the selected one among them.</summary>
    public void Draw(CellBuffer buffer, Region region, ReadOnlySpan<TRow> rows, RowFilter<TRow>? filter = null)
    {
        Arrange(rows, filter);
        if (region.IsEmpty) return;
        var placed = ColumnPlacing.Place(columns, region.X, region.Width);
        DrawHeader(buffer, region, placed);
        _linesShown = Math.Max(1, region.Height - 1);
        if (_places.Count == 0 && region.Height > 1) buffer.Write(region.X, region.Y + 1, "none", Ink.Faint);
        ScrollToSelection();
        for (var line = 0; line < region.Height - 1 && RowAt(line) is { } row; line++)
        {
            DrawRow(buffer, region.Y + 1 + line, placed, in rows[row]);
            if (IsSelectable && _first + line == _selectedAt) buffer.Invert(region.X, region.Y + 1 + line, region.Width);
        }
    }

    private void SortByNext()
    {
        do _sortColumn = _sortColumn + 1 == columns.Count ? NoSort : _sortColumn + 1;
        while (_sortColumn != NoSort && columns[_sortColumn].Key is null);
    }

    private bool MoveTo(int at)
    {
        if (_identities.Count == 0) return true;
        _selectedAt = Math.Clamp(at, 0, _identities.Count - 1);
        _selected = _identities[_selectedAt];
        return true;
    }

    private void Arrange(ReadOnlySpan<TRow> rows, RowFilter<TRow>? filter)
    {
        _places.Clear();
        for (var place = 0; place < rows.Length; place++)
            if (filter is null || filter(in rows[place])) _places.Add(place);
        if (_sortColumn != NoSort) Sort(rows, columns[_sortColumn].Key!);
        if (_isReversed) _places.Reverse();
        FindSelection(rows);
    }

    private void Sort(ReadOnlySpan<TRow> rows, CellKey<TRow> key)
    {
        _keys.Clear();
        foreach (var place in _places) _keys.Add(key(in rows[place]) with { Tie = place });
        CollectionsMarshal.AsSpan(_keys).Sort(CollectionsMarshal.AsSpan(_places));
    }

    private void FindSelection(ReadOnlySpan<TRow> rows)
    {
        _identities.Clear();
        foreach (var place in _places) _identities.Add(identity(in rows[place]));
        if (_identities.Count == 0) return;
        var at = _selected is { } selected ? _identities.IndexOf(selected) : -1;
        _selectedAt = at >= 0 ? at : Math.Clamp(_selectedAt, 0, _identities.Count - 1);
        _selected = _identities[_selectedAt];
    }

    private void ScrollToSelection()
    {
        if (_selectedAt < _first) _first = _selectedAt;
        if (_selectedAt >= _first + _linesShown) _first = _selectedAt - _linesShown + 1;
        _first = Math.Clamp(_first, 0, Math.Max(0, _places.Count - _linesShown));
    }

    private void DrawHeader(CellBuffer buffer, Region region, List<PlacedColumn> placed)
    {
        foreach (var place in placed)
        {
            var column = columns[place.Index];
            var title = place.Index == _sortColumn ? column.Title + (_isReversed ? "↓" : "↑") : column.Title;
            WriteCell(buffer, new Placed(place, region.Y, column.IsLeft), CellFit.Words(title, place.Width), Ink.Faint);
        }
    }

    private void DrawRow(CellBuffer buffer, int y, List<PlacedColumn> placed, in TRow row)
    {
        foreach (var place in placed)
        {
            var column = columns[place.Index];
            var text = column.Text(in row, place.Width);
            text = column.IsLeft ? CellFit.Words(text, place.Width) : CellFit.Number(text, place.Width);
            var cell = new Placed(place, y, column.IsLeft);
            WriteCell(buffer, cell, text, column.Ink?.Invoke(in row) ?? Ink.Plain);
        }
    }

    private static void WriteCell(CellBuffer buffer, Placed cell, string text, Ink ink)
    {
        if (cell.IsLeft) buffer.Write(cell.Column.X, cell.Y, text, ink);
        else buffer.WriteEndingAt(cell.Column.X + cell.Column.Width - 1, cell.Y, text, ink);
    }

    private readonly record struct Placed(PlacedColumn Column, int Y, bool IsLeft);
}
