using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Tables;

/// <summary>A cell's text, for a column of this width.</summary>
internal delegate string CellText<TRow>(in TRow row, int width);

/// <summary>How a cell looks.</summary>
internal delegate Ink CellInk<TRow>(in TRow row);

/// <summary>What a column is sorted by.</summary>
internal delegate SortKey CellKey<TRow>(in TRow row);

/// <summary>What makes a row the same row when it has moved.</summary>
internal delegate long RowIdentity<TRow>(in TRow row);

/// <summary>Whether a row is shown.</summary>
internal delegate bool RowFilter<TRow>(in TRow row);

/// <summary>One column of a table. Immutable.</summary>
internal sealed record Column<TRow>(string Title, int Width, CellText<TRow> Text)
{
    /// <summary>0 is shown in every terminal; the greater, the earlier it is left out.</summary>
    public int Rank { get; init; }

    /// <summary>How wide it may become where there is room.</summary>
    public int WidthMax { get; init; } = Width;

    /// <summary>Words stand left, numbers right.</summary>
    public bool IsLeft { get; init; }

    public CellInk<TRow>? Ink { get; init; }

    /// <summary>Without one, it cannot be sorted by.</summary>
    public CellKey<TRow>? Key { get; init; }
}

/// <summary>Where a column stands on the screen. A value.</summary>
internal readonly record struct PlacedColumn(int Index, int X, int Width);
