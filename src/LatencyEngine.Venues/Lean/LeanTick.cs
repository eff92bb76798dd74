using System.Text;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Venues.Lean;

/// <summary>One row of a LEAN tick file. A value; a price of 0 is not told.</summary>
/// <param name="SinceMidnightNanos">By the wall clock of New York.</param>
/// <param name="Price">Of a trade or the bid, in 1e-9.</param>
/// <param name="Size">Of a trade or the bid; 0 where the format has none.</param>
internal readonly record struct LeanTick(
    long SinceMidnightNanos, long Price, long Size, long AskPrice, long AskSize, bool IsSuspicious)
{
    private const long NanosPerMilli = 1_000_000;
    private const long MillisPerDay = 86_400_000;

    // The files count equities in 1e-4 dollars: five more decimals make 1e-9.
    private const int EquityDecimals = 5;
    private const int ForexDecimals = 9;

    /// <summary>Reads a row.</summary>
    /// <returns>What is wrong with it, <c>null</c> when nothing is.</returns>
    public static string? Parse(ReadOnlySpan<byte> row, LeanTickKind kind, out LeanTick tick)
    {
        tick = default;
        var cells = new CsvCells(row);
        if (!cells.TryTakeWhole(out var millis) || millis is < 0 or >= MillisPerDay)
            return $"expected a time in milliseconds within a day, found '{Text(row)}'";
        var isRead = kind switch
        {
            LeanTickKind.EquityTrades => TryReadTrade(ref cells, millis * NanosPerMilli, out tick),
            LeanTickKind.EquityQuotes => TryReadQuote(ref cells, millis * NanosPerMilli, out tick),
            _ => TryReadForex(ref cells, millis * NanosPerMilli, out tick),
        };
        return isRead && cells.AtEnd ? null : $"expected a row of {kind}, found '{Text(row)}'";
    }

    private static bool TryReadTrade(ref CsvCells cells, long nanos, out LeanTick tick)
    {
        var isRead = TryTakeSide(ref cells, out var price, out var size);
        isRead &= TryTakeSuspicious(ref cells, out var isSuspicious);
        tick = new LeanTick(nanos, price, size, 0, 0, isSuspicious);
        return isRead && price > 0;
    }

    private static bool TryReadQuote(ref CsvCells cells, long nanos, out LeanTick tick)
    {
        var isRead = TryTakeSide(ref cells, out var bidPrice, out var bidSize);
        isRead &= TryTakeSide(ref cells, out var askPrice, out var askSize);
        isRead &= TryTakeSuspicious(ref cells, out var isSuspicious);
        tick = new LeanTick(nanos, bidPrice, bidSize, askPrice, askSize, isSuspicious);
        return isRead && (bidPrice | askPrice) != 0;
    }

    private static bool TryReadForex(ref CsvCells cells, long nanos, out LeanTick tick)
    {
        var isRead = cells.TryTakeDecimal(ForexDecimals, out var bidPrice);
        isRead &= cells.TryTakeDecimal(ForexDecimals, out var askPrice);
        tick = new LeanTick(nanos, bidPrice, 0, askPrice, 0, false);
        return isRead && bidPrice > 0 && askPrice > 0;
    }

    // Price and size, both above 0, or both 0.
    private static bool TryTakeSide(ref CsvCells cells, out long price, out long size)
    {
        size = 0;
        return cells.TryTakeDecimal(EquityDecimals, out price) && cells.TryTakeWhole(out size)
            && ((price > 0 && size > 0) || (price == 0 && size == 0));
    }

    private static bool TryTakeSuspicious(ref CsvCells cells, out bool isSuspicious)
    {
        // Venue and conditions are not told on.
        var isRead = cells.TryTake(out _) & cells.TryTake(out _) & cells.TryTakeWhole(out var value);
        isSuspicious = value == 1;
        return isRead && value is (0 or 1);
    }

    private static string Text(ReadOnlySpan<byte> row) => Encoding.Latin1.GetString(row[..Math.Min(row.Length, 80)]);
}
