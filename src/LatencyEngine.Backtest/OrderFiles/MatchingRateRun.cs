using System.Diagnostics;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>Measures how fast a file of orders is matched, with a listener that counts its trades. The caller's thread.</summary>
public static class MatchingRateRun
{
    public const int RoundsDefault = 5;

    /// <param name="counted">What the same file came to when it was counted: sizes the book, and each round must trade as much.</param>
    /// <param name="rounds">At least one.</param>
    public static MatchingRate Measure(OrderFile file, OrderRunResult counted, int rounds = RoundsDefault)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(counted);
        var sizes = RunSizes.For(counted.OrdersPeak, counted.LevelsPeak);
        var (cpu, wall) = (new TimeSpan[rounds], new TimeSpan[rounds]);
        for (var round = 0; round < rounds; round++) (cpu[round], wall[round]) = MeasureRound(file, counted, sizes);
        Array.Sort(cpu);
        Array.Sort(wall);
        return new MatchingRate(rounds, file.Rows.Length - counted.Prefill, cpu[rounds / 2], cpu[0], cpu[^1], wall[rounds / 2]);
    }

    private static (TimeSpan Cpu, TimeSpan Wall) MeasureRound(OrderFile file, OrderRunResult counted, RunSizes sizes)
    {
        using var book = new RowBook(sizes);
        var (trades, volume) = Match(book, file.Rows[..counted.Prefill]);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var wallBefore = Stopwatch.GetTimestamp();
        var (laterTrades, laterVolume) = Match(book, file.Rows[counted.Prefill..]);
        var wall = Stopwatch.GetElapsedTime(wallBefore);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        Invariant.Check(trades + laterTrades == counted.Trades);
        Invariant.Check(volume + laterVolume == counted.Volume);
        return (cpu, wall);
    }

    private static (long Trades, long Volume) Match(RowBook book, ReadOnlySpan<OrderRow> rows)
    {
        var (trades, volume) = (0L, 0L);
        foreach (ref readonly var row in rows)
        {
            book.Apply(in row);
            foreach (ref readonly var said in book.Events)
            {
                if (said.Kind != MatchEventKind.Traded) continue;
                trades++;
                volume += said.Quantity;
            }
        }

        return (trades, volume);
    }
}
