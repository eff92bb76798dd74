using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Databento;

/// <summary>
/// Reads a market-by-order file as Databento writes it in CSV, plain or gzip: every change of every order. One cold
/// thread; owns the file.
/// </summary>
public sealed class MboReader : IDisposable
{
    private const string Header =
        "ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol";

    private const int PriceDecimals = 9;
    private const int CellsBeforeAction = 5;

    private readonly LineReader _lines;

    /// <exception cref="FeedFormatException">The first line is not the header of such a file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public MboReader(string path)
    {
        _lines = LineReader.OpenFile(path);
        if (_lines.TryReadLine(out var header) && header.SequenceEqual(Encoding.ASCII.GetBytes(Header))) return;
        var error = _lines.Error($"expected the columns '{Header}'");
        _lines.Dispose();
        throw error;
    }

    /// <summary>Messages read so far.</summary>
    public long Messages { get; private set; }

    /// <exception cref="FeedFormatException">A line is damaged; names file, line and what was expected.</exception>
    public bool TryRead(out MboMessage message)
    {
        message = default;
        if (!_lines.TryReadLine(out var line)) return false;
        if (Parse(line, out message) is { } problem) throw _lines.Error(problem);
        Messages++;
        return true;
    }

    public void Dispose() => _lines.Dispose();

    private static string? Parse(ReadOnlySpan<byte> line, out MboMessage message)
    {
        message = default;
        var cells = new CsvCells(line);
        for (var i = 0; i < CellsBeforeAction; i++)
            if (!cells.TryTake(out _)) return "expected 15 columns";
        if (!cells.TryTake(out var actionText) || ActionOf(actionText) is not (not MboAction.None and var action))
            return "expected an action A, C, F, R or T in column 6";
        if (!cells.TryTake(out var sideText) || SideOf(sideText) is not { } side) return "expected a side A, B or N in column 7";
        if (!TryTakePrice(ref cells, action, out var price)) return "expected a price above 0 in column 8";
        if (!cells.TryTakeWhole(out var size) || size < 0) return "expected a size in column 9";
        if (!cells.TryTake(out _) || !cells.TryTakeWhole(out var orderId) || orderId < 0) return "expected an order id in column 11";
        if (!cells.TryTake(out _) || !cells.TryTake(out _) || !cells.TryTakeWhole(out var sequence))
            return "expected a sequence in column 14";
        if (!cells.TryTake(out _) || !cells.AtEnd) return "expected 15 columns";
        if (action is MboAction.Add or MboAction.Cancel or MboAction.Fill && (orderId == 0 || size == 0 || side == Side.None))
            return $"expected an order with a side and a size, found order {orderId} of {size}";
        message = new MboMessage(action, side, price, size, (ulong)orderId, sequence);
        return null;
    }

    private static bool TryTakePrice(ref CsvCells cells, MboAction action, out long price)
    {
        price = 0;
        if (action == MboAction.Clear) return cells.TryTake(out _);
        return cells.TryTakeDecimal(PriceDecimals, out price) && price > 0;
    }

    private static MboAction ActionOf(ReadOnlySpan<byte> text) => text.Length != 1 ? MboAction.None : text[0] switch
    {
        (byte)'R' => MboAction.Clear,
        (byte)'A' => MboAction.Add,
        (byte)'C' => MboAction.Cancel,
        (byte)'T' => MboAction.Trade,
        (byte)'F' => MboAction.Fill,
        _ => MboAction.None,
    };

    private static Side? SideOf(ReadOnlySpan<byte> text) => text.Length != 1 ? null : text[0] switch
    {
        (byte)'B' => Side.Buy,
        (byte)'A' => Side.Sell,
        (byte)'N' => Side.None,
        _ => null,
    };
}
