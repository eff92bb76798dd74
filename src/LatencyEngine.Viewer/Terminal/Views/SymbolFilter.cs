using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Keeps the rows whose symbols hold a text, in whatever case. Pure.</summary>
internal static class SymbolFilter
{
    /// <returns><c>null</c> where every row is kept.</returns>
    public static RowFilter<TRow>? Of<TRow>(Frame frame, string text, RowInstrument<TRow> instrument)
    {
        if (text.Length == 0) return null;
        return (in row) => frame.SymbolOf(instrument(in row)).Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Which instrument a row is about.</summary>
internal delegate uint RowInstrument<TRow>(in TRow row);
