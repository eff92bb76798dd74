using LatencyEngine.Domain;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lobster;

/// <summary>One row of a LOBSTER message file. A value.</summary>
/// <param name="SinceMidnightNanos">By the wall clock of New York.</param>
/// <param name="Price">In 1e-9 dollars; of a halt, the file's own number.</param>
/// <param name="Side">Of the resting order.</param>
internal readonly record struct LobsterMessage(
    long SinceMidnightNanos, LobsterMessageType Type, ulong OrderId, long Size, long Price, Side Side)
{
    /// <summary>From the file's 1e-4 dollars to 1e-9.</summary>
    public const long PriceFactor = 100_000;

    private const int NanoDecimals = 9;
    private const long NanosPerDay = 86_400_000_000_000;
    private const int Columns = 6;

    /// <summary>Reads a row.</summary>
    /// <returns>What is wrong with it, <c>null</c> when nothing is.</returns>
    public static string? Parse(ReadOnlySpan<byte> row, out LobsterMessage message)
    {
        message = default;
        var cells = new CsvCells(row);
        if (!cells.TryTakeDecimal(NanoDecimals, out var time)
            || !cells.TryTakeWhole(out var type)
            || !cells.TryTakeWhole(out var orderId)
            || !cells.TryTakeWhole(out var size)
            || !cells.TryTakeWhole(out var price)
            || !cells.TryTakeWhole(out var direction)
            || !cells.AtEnd)
            return $"expected {Columns} numbers 'time,type,order,size,price,direction', "
                + $"found '{Encoding(row)}'";
        if (time is < 0 or >= NanosPerDay) return $"expected a time within a day, found '{Encoding(row)}'";
        if (type is < (long)LobsterMessageType.Submission or > (long)LobsterMessageType.Halt)
            return $"expected a message type from 1 to 7, found {type}";
        if (direction is not (1 or -1)) return $"expected direction 1 or -1, found {direction}";
        var isHalt = type == (long)LobsterMessageType.Halt;
        if (!isHalt && (size <= 0 || price <= 0 || price > long.MaxValue / PriceFactor))
            return $"expected size and price above 0, found size {size} and price {price}";
        if (isHalt && price is not (-1 or 0 or 1)) return $"expected halt code -1, 0 or 1, found {price}";
        message = new LobsterMessage(
            time, (LobsterMessageType)type, orderId < 0 ? 0 : (ulong)orderId, size,
            isHalt ? price : price * PriceFactor, direction == 1 ? Side.Buy : Side.Sell);
        return null;
    }

    private static string Encoding(ReadOnlySpan<byte> row) =>
        System.Text.Encoding.Latin1.GetString(row[..Math.Min(row.Length, 80)]);
}
