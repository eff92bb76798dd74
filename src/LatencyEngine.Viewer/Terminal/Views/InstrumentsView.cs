using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Every instrument in a line: prices, quantities, change since the opening. The viewer's thread.</summary>
internal sealed class InstrumentsView : IScreenView
{
    private readonly Table<InstrumentRow> _table;
    private Frame _frame = null!;

    public InstrumentsView() => _table = new Table<InstrumentRow>(Columns(), static (in row) => row.Id);

    public string Title => "Instruments";

    public string SortText => _table.SortText;

    public string Hints => HintTexts.Table + "  Enter book";

    /// <summary>The instrument of the selected row, once there is one.</summary>
    public uint? Selected => (uint?)_table.Selected;

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        _frame = frame;
        var filter = SymbolFilter.Of<InstrumentRow>(frame, symbolFilter, static (in row) => row.Id);
        _table.Draw(buffer, region, frame.View.Instruments.Rows, filter);
    }

    public bool Press(KeyPress press) => _table.Press(press);

    /// <summary>Moves to the instrument before or after, as the table shows them.</summary>
    public void Step(Key key) => _table.Press(new KeyPress(key));

    private Column<InstrumentRow>[] Columns() =>
    [
        new("Symbol", 9, (in row, _) => _frame.SymbolOf(row.Id))
            { IsLeft = true, WidthMax = 24, Ink = InkOfStatus, Key = (in row) => SortKey.Of(_frame.SymbolOf(row.Id)) },
        Price("Last", 0, static (in row) => row.Market.LastPrice) with { Ink = InkOfLast },
        new("Chg %", 7, static (in row, _) => ScreenText.Change(row.ChangeRate))
            { Rank = 1, Ink = InkOfChange, Key = static (in row) => SortKey.Of(row.ChangeRate) },
        Quantity("Bid qty", 8, 3, static (in row) => row.Market.BidQuantity),
        Price("Bid", 1, static (in row) => row.Market.BidPrice),
        Price("Ask", 1, static (in row) => row.Market.AskPrice),
        Quantity("Ask qty", 8, 3, static (in row) => row.Market.AskQuantity),
        Price("Spread", 6, SpreadOf) with { Width = 8, WidthMax = 8 },
        Price("Open", 8, static (in row) => row.Market.OpenPrice),
        Price("High", 7, static (in row) => row.Market.HighPrice),
        Price("Low", 7, static (in row) => row.Market.LowPrice),
        Quantity("Volume", 8, 2, static (in row) => row.Market.Volume),
        new("Trades", 8, static (in row, width) => ScreenText.Count(row.Market.Trades, width))
            { Rank = 9, Key = static (in row) => new SortKey(row.Market.Trades) },
        new("Age", 5, (in row, _) => ScreenText.Age(_frame.AgeOf(row.Market.TimestampNanos)))
            { Rank = 2, Ink = static (in _) => Ink.Faint, Key = static (in row) => new SortKey(-row.Market.TimestampNanos) },
    ];

    private static Column<InstrumentRow> Price(string title, int rank, RowNumber number) =>
        new(title, 9, (in row, _) => ScreenText.Price(number(in row), row.Definition.TickSize))
        {
            Rank = rank,
            WidthMax = 11,
            Key = (in row) => SortKey.Of(number(in row)),
        };

    private static Column<InstrumentRow> Quantity(string title, int width, int rank, RowNumber number) =>
        new(title, width, (in row, cell) => ScreenText.Quantity(number(in row) ?? 0, row.Definition.LotExponent, cell))
        {
            Rank = rank,
            Key = (in row) => SortKey.Of(number(in row)),
        };

    private static long? SpreadOf(in InstrumentRow row) =>
        row.Market is { BidPrice: { } bid, AskPrice: { } ask } ? ask - bid : null;

    private static Ink InkOfStatus(in InstrumentRow row) =>
        row.Market.Status is InstrumentStatus.Halted or InstrumentStatus.Closed ? Ink.Caution : Ink.Strong;

    private static Ink InkOfLast(in InstrumentRow row) => row.Market.Aggressor switch
    {
        Side.Buy => Ink.Gain,
        Side.Sell => Ink.Loss,
        _ => Ink.Plain,
    };

    private static Ink InkOfChange(in InstrumentRow row) => Inks.OfSign(row.Change ?? 0);

    private delegate long? RowNumber(in InstrumentRow row);
}
