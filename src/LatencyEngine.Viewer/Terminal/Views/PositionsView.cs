using LatencyEngine.Domain;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Positions with their profit at the market as it is now, and the sums of each currency. The viewer's thread.</summary>
internal sealed class PositionsView : IScreenView
{
    private const int MoneyWidth = 10;
    private const int TotalLinesMax = 4;

    private readonly Table<PositionChanged> _table;
    private readonly Dictionary<ulong, ProfitSum> _sums = [];
    private Frame _frame = null!;

    public PositionsView() => _table = new Table<PositionChanged>(Columns(), IdentityOf);

    public string Title => "Positions";

    public string SortText => _table.SortText;

    public string Hints => HintTexts.Table;

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        _frame = frame;
        var rows = frame.View.Positions.Rows.Rows;
        var filter = SymbolFilter.Of<PositionChanged>(frame, symbolFilter, static (in row) => row.InstrumentId);
        Sum(rows, filter);
        var totals = region.Height < TotalLinesMax + 2 ? 0 : Math.Min(_sums.Count, TotalLinesMax);
        _table.Draw(buffer, region.Top(region.Height - totals), rows, filter);
        DrawTotals(buffer, region.Below(region.Height - totals));
    }

    public bool Press(KeyPress press) => _table.Press(press);

    private Column<PositionChanged>[] Columns() =>
    [
        new("Symbol", 9, (in row, _) => _frame.SymbolOf(row.InstrumentId))
        {
            IsLeft = true,
            WidthMax = 24,
            Ink = static (in _) => Ink.Strong,
            Key = (in row) => SortKey.Of(_frame.SymbolOf(row.InstrumentId)),
        },
        new("Strategy", 8, (in row, _) => _frame.View.Strategies.NameOf(row.StrategyId))
            { IsLeft = true, WidthMax = 20, Rank = 3, Key = static (in row) => new SortKey(row.StrategyId) },
        new("Account", 8, (in row, _) => _frame.AccountOf(row.AccountId))
            { IsLeft = true, WidthMax = 16, Rank = 5, Key = static (in row) => new SortKey(row.AccountId) },
        new("Qty", 8, (in row, width) => _frame.QuantityOf(row.InstrumentId, row.Quantity, width))
            { Ink = static (in row) => Inks.OfSign(row.Quantity), Key = static (in row) => new SortKey(row.Quantity) },
        new("Average", 9, (in row, _) => row.Quantity == 0 ? ScreenText.None : AverageOf(in row))
            { WidthMax = 11, Rank = 2, Key = static (in row) => new SortKey(row.AveragePrice) },
        new("Mark", 9, (in row, _) => _frame.PriceOf(row.InstrumentId, MarkOf(row.InstrumentId)))
            { WidthMax = 11, Rank = 4, Key = (in row) => SortKey.Of(MarkOf(row.InstrumentId)) },
        Money("Realized", 1, static (in row) => row.RealizedPnl),
        Money("Unrealized", 1, UnrealizedOf),
        Money("Fees", 2, static (in row) => row.Fees) with { Width = 7, WidthMax = 10, Ink = static (in _) => Ink.Faint },
        Money("Total", 0, TotalOf),
        new("Ccy", 4, static (in row, _) => new Currency(row.Currency).ToString()) { IsLeft = true, Rank = 6 },
    ];

    private static Column<PositionChanged> Money(string title, int rank, RowMoney money) =>
        new(title, MoneyWidth, (in row, width) => ScreenText.Money(money(in row), width))
        {
            Rank = rank,
            WidthMax = 14,
            Ink = (in row) => Inks.OfSign(money(in row) ?? 0),
            Key = (in row) => money(in row) is { } known ? new SortKey(known) : SortKey.Missing,
        };

    // With one decimal more than the tick has: an average lies between ticks.
    private string AverageOf(in PositionChanged row)
    {
        var tick = _frame.View.Instruments.TryGet(row.InstrumentId, out var instrument) ? instrument.Definition.TickSize : 0;
        var step = Math.Max(1, tick / 10);
        return ScreenText.Price(row.AveragePrice / step * step, tick);
    }

    private long? MarkOf(uint instrumentId) => _frame.View.Instruments.TryGet(instrumentId, out var row) ? row.Mark : null;

    private Int128? UnrealizedOf(in PositionChanged row) => _frame.View.Positions.UnrealizedOf(in row);

    private Int128? TotalOf(in PositionChanged row) => UnrealizedOf(in row) + row.RealizedPnl - row.Fees;

    private void Sum(ReadOnlySpan<PositionChanged> rows, RowFilter<PositionChanged>? filter)
    {
        _sums.Clear();
        foreach (ref readonly var row in rows)
        {
            if (filter is not null && !filter(in row)) continue;
            var sum = _sums.GetValueOrDefault(row.Currency, ProfitSum.Zero);
            _sums[row.Currency] = sum.Plus(row.RealizedPnl, UnrealizedOf(in row), row.Fees);
        }
    }

    private void DrawTotals(CellBuffer buffer, Region region)
    {
        var line = region.Y;
        foreach (var (currency, sum) in _sums)
        {
            if (line >= region.Bottom) return;
            var x = buffer.Write(region.X, line, $"{new Currency(currency)} ", Ink.Strong);
            x = WriteSum(buffer, (x, line), "total", sum.Total);
            x = WriteSum(buffer, (x, line), "realized", sum.Realized);
            x = WriteSum(buffer, (x, line), "unrealized", sum.Unrealized);
            WriteSum(buffer, (x, line++), "fees", sum.Fees);
        }
    }

    private static int WriteSum(CellBuffer buffer, (int X, int Y) at, string name, Int128? money)
    {
        var x = buffer.Write(at.X, at.Y, $" {name} ", Ink.Faint);
        var ink = name == "fees" ? Ink.Plain : Inks.OfSign(money ?? 0);
        return buffer.Write(x, at.Y, ScreenText.Money(money, MoneyWidth + 2), ink) + 1;
    }

    private static long IdentityOf(in PositionChanged row) =>
        ((long)row.AccountId << 48) | ((long)row.StrategyId << 32) | row.InstrumentId;

    private delegate Int128? RowMoney(in PositionChanged row);

    /// <summary>What positions of one currency came to, in money; unknown as soon as one of them is.</summary>
    private readonly record struct ProfitSum(Int128 Realized, Int128? Unrealized, Int128 Fees)
    {
        public static readonly ProfitSum Zero = new(0, 0, 0);

        public Int128? Total => Realized + Unrealized - Fees;

        public ProfitSum Plus(long realized, Int128? unrealized, long fees) =>
            new(Realized + realized, Unrealized + unrealized, Fees + fees);
    }
}
