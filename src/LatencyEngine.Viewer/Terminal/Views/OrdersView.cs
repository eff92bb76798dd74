using System.Runtime.InteropServices;
using LatencyEngine.Domain;
using LatencyEngine.Viewer.Projection;
using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;
using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Live orders above, below them the latest fills or the orders that ended lately. The viewer's thread.</summary>
internal sealed class OrdersView : IScreenView
{
    private const int LowerLinesMin = 4;

    private readonly Table<OrderRow> _live;
    private readonly Table<OrderRow> _ended;
    private readonly Table<OrderFilled> _fills;
    private readonly List<OrderRow> _endedRows = [];
    private readonly List<OrderFilled> _fillRows = [];
    private Frame _frame = null!;
    private bool _isEndedShown;

    public OrdersView()
    {
        _live = new Table<OrderRow>(Columns(OrderColumns.Live), static (in row) => (long)row.Order.OrderId);
        _ended = new Table<OrderRow>(Columns(OrderColumns.Ended), static (in row) => (long)row.Order.OrderId)
        {
            IsSelectable = false,
        };
        _fills = new Table<OrderFilled>(FillColumns(), static (in fill) => (long)fill.FillId) { IsSelectable = false };
    }

    public string Title => "Orders";

    public string SortText => _live.SortText;

    public string Hints => HintTexts.Table + "  f ended";

    public void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        _frame = frame;
        var orders = frame.View.Orders;
        var lower = region.Height < 2 * LowerLinesMin ? 0 : Math.Max(LowerLinesMin, region.Height * 2 / 5);
        var upper = region.Top(region.Height - lower);
        Heading.Draw(buffer, upper, $"Live orders ({orders.Live.Count})");
        _live.Draw(buffer, upper.Below(1), orders.Live.Rows, SymbolFilter.Of<OrderRow>(frame, symbolFilter, InstrumentOf));
        if (lower > 0) DrawLower(frame, buffer, region.Below(region.Height - lower), symbolFilter);
    }

    public bool Press(KeyPress press)
    {
        if (press is not { Key: Key.Character, Character: 'f' }) return _live.Press(press);
        _isEndedShown = !_isEndedShown;
        return true;
    }

    private void DrawLower(Frame frame, CellBuffer buffer, Region region, string symbolFilter)
    {
        var orders = frame.View.Orders;
        if (_isEndedShown)
        {
            Heading.Draw(buffer, region, $"Ended ({orders.Ended.Total})", "f: fills");
            _endedRows.Clear();
            for (var age = 0; age < orders.Ended.Count; age++) _endedRows.Add(orders.Ended[age]);
            var filter = SymbolFilter.Of<OrderRow>(frame, symbolFilter, InstrumentOf);
            _ended.Draw(buffer, region.Below(1), Rows(_endedRows), filter);
            return;
        }

        Heading.Draw(buffer, region, $"Fills ({orders.Fills.Total})", "f: ended orders");
        _fillRows.Clear();
        for (var age = 0; age < orders.Fills.Count; age++) _fillRows.Add(orders.Fills[age]);
        _fills.Draw(
            buffer, region.Below(1), Rows(_fillRows),
            SymbolFilter.Of<OrderFilled>(frame, symbolFilter, static (in fill) => fill.InstrumentId));
    }

    private Column<OrderRow>[] Columns(OrderColumns which)
    {
        Column<OrderRow> filled = new("Filled", 8, (in row, width) => _frame.QuantityOf(row.Order.InstrumentId, row.FilledQuantity, width))
        { Rank = 2, Key = static (in row) => new SortKey(row.FilledQuantity) };
        Column<OrderRow> how = which == OrderColumns.Live
            ? new("Type", 10, static (in row, _) => $"{row.Order.OrderType} {row.Order.TimeInForce}")
            { IsLeft = true, WidthMax = 13, Rank = 2 }
            : new("End", 19, static (in row, _) => EndOf(in row)) { IsLeft = true, WidthMax = 30 };
        return [
            new("Time", 8, static (in row, _) => ScreenText.Second(row.Order.TimestampNanos))
                { IsLeft = true, Rank = 1, Key = static (in row) => new SortKey(row.Order.TimestampNanos) },
            new("Order", 7, static (in row, _) => $"{row.Order.OrderId}")
                { Rank = 1, WidthMax = 10, Key = static (in row) => new SortKey(row.Order.OrderId) },
            new("Symbol", 9, (in row, _) => _frame.SymbolOf(row.Order.InstrumentId))
                { IsLeft = true, WidthMax = 16, Key = (in row) => SortKey.Of(_frame.SymbolOf(row.Order.InstrumentId)) },
            new("Side", 4, static (in row, _) => $"{row.Order.Side}")
            {
                IsLeft = true,
                Ink = static (in row) => Inks.OfSide(row.Order.Side),
                Key = static (in row) => new SortKey((int)row.Order.Side),
            },
            new("Qty", 8, (in row, width) => _frame.QuantityOf(row.Order.InstrumentId, row.Order.Quantity, width))
                { Key = static (in row) => new SortKey(row.Order.Quantity) },
            filled,
            new("Price", 9, (in row, _) => row.Order.Price is null ? "market" : _frame.PriceOf(row.Order.InstrumentId, row.Order.Price))
                { WidthMax = 11, Key = static (in row) => SortKey.Of(row.Order.Price) },
            how,
            new("Strategy", 9, (in row, _) => _frame.View.Strategies.NameOf(row.Order.StrategyId))
                { IsLeft = true, WidthMax = 20, Rank = 3, Key = static (in row) => new SortKey(row.Order.StrategyId) },
        ];
    }

    private Column<OrderFilled>[] FillColumns() =>
    [
        new("Time", 8, static (in fill, width) => ScreenText.TimeOfDay(fill.TimestampNanos, width))
            { IsLeft = true, WidthMax = 12, Rank = 1 },
        new("Order", 7, static (in fill, _) => $"{fill.OrderId}") { Rank = 2, WidthMax = 10 },
        new("Symbol", 9, (in fill, _) => _frame.SymbolOf(fill.InstrumentId)) { IsLeft = true, WidthMax = 16 },
        new("Side", 4, static (in fill, _) => $"{fill.Side}")
            { IsLeft = true, Ink = static (in fill) => Inks.OfSide(fill.Side) },
        new("Qty", 8, (in fill, width) => _frame.QuantityOf(fill.InstrumentId, fill.Quantity, width)),
        new("Price", 9, (in fill, _) => _frame.PriceOf(fill.InstrumentId, fill.Price)) { WidthMax = 11 },
        new("Fee", 8, static (in fill, width) => ScreenText.Money(fill.Fee, width)) { Rank = 2 },
        new("Role", 5, static (in fill, _) => $"{fill.LiquidityRole}") { IsLeft = true, Rank = 3 },
        new("Strategy", 9, (in fill, _) => _frame.View.Strategies.NameOf(fill.StrategyId))
            { IsLeft = true, WidthMax = 20, Rank = 3 },
    ];

    private static string EndOf(in OrderRow row) => row.End switch
    {
        OrderEnd.Canceled => $"Canceled: {row.CancelReason}",
        OrderEnd.Rejected => $"Rejected: {row.RejectReason}",
        _ => row.End.ToString(),
    };

    private static uint InstrumentOf(in OrderRow row) => row.Order.InstrumentId;

    private static ReadOnlySpan<TRow> Rows<TRow>(List<TRow> rows) => CollectionsMarshal.AsSpan(rows);

    private enum OrderColumns
    {
        Live = 0,
        Ended = 1,
    }
}
