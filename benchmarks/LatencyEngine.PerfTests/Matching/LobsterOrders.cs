using System.Globalization;
using System.IO.Compression;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>
/// A recorded day as an order flow: what was added is added, what was deleted is canceled, and who hit an order comes as a taker
/// of the other side at its price.
/// </summary>
/// <remarks>
/// Ids are the venue's own, so they are far apart. Deletions of orders that are older than the recording are refused, as they
/// would be. Partial cancels (16 of AMZN) and executions of hidden orders are left out.
/// </remarks>
internal static class LobsterOrders
{
    private const int PricePerTick = 100; // Files count in 1e-4 dollars, the venue in cents.
    private const ulong FirstTakerId = 1UL << 40; // Far above the venue's ids.

    private enum MessageType
    {
        Submission = 1,
        Deletion = 3,
        VisibleExecution = 4,
    }

    public static OrderRow[] Read(string zipPath)
    {
        using var archive = ZipFile.OpenRead(zipPath);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name.Contains("_message_")).Open());
        var rows = new List<OrderRow>();
        while (reader.ReadLine() is { } line)
            if (RowOf(line.Split(','), rows.Count) is { } row) rows.Add(row);
        return [.. rows];
    }

    // Time, type, order id, size, price, and 1 where the resting order buys.
    private static OrderRow? RowOf(string[] cells, int number)
    {
        var orderId = ulong.Parse(cells[2], CultureInfo.InvariantCulture);
        var lots = long.Parse(cells[3], CultureInfo.InvariantCulture);
        var price = long.Parse(cells[4], CultureInfo.InvariantCulture) / PricePerTick;
        var side = cells[5] == "1" ? Side.Buy : Side.Sell;
        return (MessageType)int.Parse(cells[1], CultureInfo.InvariantCulture) switch
        {
            MessageType.Submission => OrderOf(OrderOperation.New, orderId, side, price, lots),
            MessageType.Deletion => new OrderRow { Operation = OrderOperation.Cancel, OrderId = orderId },
            MessageType.VisibleExecution => OrderOf(
                OrderOperation.NewImmediate, FirstTakerId + (ulong)number, side == Side.Buy ? Side.Sell : Side.Buy, price, lots),
            _ => null,
        };
    }

    private static OrderRow OrderOf(OrderOperation operation, ulong orderId, Side side, long price, long lots) =>
        new() { Operation = operation, OrderId = orderId, Side = side, Price = price, Quantity = lots };
}
