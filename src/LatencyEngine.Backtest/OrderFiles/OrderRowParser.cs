using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Turns the lines of an order file into rows, strictly. Cold; remembers the last sequence.</summary>
internal sealed class OrderRowParser(LineReader lines, OrderFileFormat format)
{
    public const string HeadingsExpected = $"the headings '{OrdersHeadings}' or '{Flash1Headings}'";

    private const string OrdersHeadings = "seq,op,order_id,side,price,qty";
    private const string Flash1Headings = OrdersHeadings + ",ioc";
    private const int ShownCharsMax = 40;

    private long _lastSequence = -1;

    public static OrderFileFormat FormatOf(ReadOnlySpan<byte> headings) =>
        headings.SequenceEqual("seq,op,order_id,side,price,qty"u8) ? OrderFileFormat.Orders
        : headings.SequenceEqual("seq,op,order_id,side,price,qty,ioc"u8) ? OrderFileFormat.Flash1
        : OrderFileFormat.None;

    public static bool IsHeadings(ReadOnlySpan<byte> line) => line.StartsWith("seq,"u8);

    /// <exception cref="FeedFormatException">The line is no row of the format.</exception>
    public OrderRow Parse(ReadOnlySpan<byte> line)
    {
        var cells = new CsvCells(line);
        var sequence = TakeWhole(ref cells, "seq", _lastSequence + 1, long.MaxValue);
        var operation = TakeOperation(ref cells);
        var id = TakeWhole(ref cells, "order_id", 0, long.MaxValue);
        var row = format == OrderFileFormat.Flash1
            ? Flash1Row(ref cells, operation)
            : OrdersRow(ref cells, operation);
        if (!cells.AtEnd) throw lines.Error($"expected {cells.Count} cells, found more");
        _lastSequence = sequence;
        return row with { Sequence = sequence, OrderId = (ulong)id };
    }

    private OrderRow OrdersRow(ref CsvCells cells, OrderOperation operation)
    {
        if (operation != OrderOperation.Cancel)
            return new OrderRow
            {
                Operation = operation,
                Side = TakeSide(ref cells),
                Price = TakePrice(ref cells),
                Quantity = TakeWhole(ref cells, "qty", 1, MatchingCapacities.QuantityMax),
            };
        TakeNothing(ref cells, "side");
        TakeNothing(ref cells, "price");
        TakeNothing(ref cells, "qty");
        return new OrderRow { Operation = operation };
    }

    // A cancel repeats an order's side and price, which may be out of date: nobody reads them.
    private OrderRow Flash1Row(ref CsvCells cells, OrderOperation operation)
    {
        var isCancel = operation == OrderOperation.Cancel;
        var side = TakeSide(ref cells);
        var price = TakePrice(ref cells);
        var quantity = TakeWhole(ref cells, "qty", isCancel ? 0 : 1, MatchingCapacities.QuantityMax);
        var isImmediate = TakeWhole(ref cells, "ioc", 0, operation == OrderOperation.New ? 1 : 0) == 1;
        if (isCancel) return new OrderRow { Operation = operation };
        return new OrderRow
        {
            Operation = isImmediate ? OrderOperation.NewImmediate : operation,
            Side = side,
            Price = price,
            Quantity = quantity,
        };
    }

    private long TakePrice(ref CsvCells cells) =>
        TakeWhole(ref cells, "price", MatchingCapacities.PriceMin, MatchingCapacities.PriceMax);

    private long TakeWhole(ref CsvCells cells, string name, long min, long max)
    {
        var before = cells;
        if (cells.TryTakeWhole(out var value) && value >= min && value <= max) return value;
        throw Wrong(ref before, name, RangeOf(min, max));
    }

    private OrderOperation TakeOperation(ref CsvCells cells)
    {
        var before = cells;
        var letter = TakeLetter(ref cells);
        var operation = (format, letter) switch
        {
            (_, 'C') => OrderOperation.Cancel,
            (OrderFileFormat.Orders, 'A') => OrderOperation.New,
            (OrderFileFormat.Orders, 'I') => OrderOperation.NewImmediate,
            (OrderFileFormat.Flash1, 'N') => OrderOperation.New,
            (OrderFileFormat.Flash1, 'M') => OrderOperation.Modify,
            _ => OrderOperation.None,
        };
        if (operation != OrderOperation.None) return operation;
        throw Wrong(ref before, "op", format == OrderFileFormat.Orders ? "A, C or I" : "N, C or M");
    }

    private Side TakeSide(ref CsvCells cells)
    {
        var before = cells;
        var letter = TakeLetter(ref cells);
        if (letter is 'B' or 'S') return letter == 'B' ? Side.Buy : Side.Sell;
        throw Wrong(ref before, "side", "B or S");
    }

    private static char TakeLetter(ref CsvCells cells) =>
        cells.TryTake(out var cell) && cell.Length == 1 ? (char)cell[0] : default;

    private void TakeNothing(ref CsvCells cells, string name)
    {
        var before = cells;
        if (!cells.TryTake(out var cell) || !cell.IsEmpty) throw Wrong(ref before, name, "nothing");
    }

    private static string RangeOf(long min, long max) =>
        max == long.MaxValue ? $"a whole number from {min}" : min == max ? $"{min}" : $"a whole number from {min} to {max}";

    private FeedFormatException Wrong(ref CsvCells cells, string name, string expected)
    {
        if (!cells.TryTake(out var cell)) return lines.Error($"{name}: expected {expected}, found the end of the row");
        var found = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, ShownCharsMax)]);
        return lines.Error($"{name}: expected {expected}, found '{found}'");
    }
}
