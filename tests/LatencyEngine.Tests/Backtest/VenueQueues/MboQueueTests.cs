using System.Globalization;
using System.IO.Compression;
using LatencyEngine.Backtest.VenueQueues;
using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Trading.Exchange;
using LatencyEngine.Venues.Databento;

namespace LatencyEngine.Tests.Backtest.VenueQueues;

/// <summary>A recorded NASDAQ day, every order of it, against the ten levels that the same vendor shows beside it.</summary>
public sealed class MboQueueTests
{
    private const long TickSize = 10_000_000;
    private const int Levels = 10;
    private const int FirstLevelColumn = 14;

    [SharedDataFact]
    public void Every_row_of_the_vendors_book_is_that_of_the_rebuilt_one_and_every_fill_hits_the_first_order()
    {
        var figures = new VenueQueueFigures();
        using var reader = new MboReader(SharedData.PathOf("mbo", "ARL_2025-07-17_mbo.csv.gz"));
        using var book = new VenueQueueBook(figures);
        var replay = new MboReplay(reader, TickSize, book);
        var rows = Rows();
        var equal = 0;
        while (replay.Step())
        {
            if (!rows.TryGetValue(replay.Last.Sequence, out var shown)) continue;
            var (bids, asks) = (Depth(book, Side.Buy), Depth(book, Side.Sell));
            equal += shown.RemoveAll(row => row.Bids.SequenceEqual(bids) && row.Asks.SequenceEqual(asks));
        }

        Assert.Equal((5_886L, 3_928, 0), (figures.Messages, equal, rows.Values.Sum(left => left.Count)));
        Assert.Equal((11L, 11L, 0L, 0L), (figures.Executions, figures.HitTheFirst, figures.Crossing, figures.NotAtTheBest));
    }

    private static DepthLevel[] Depth(VenueQueueBook book, Side side)
    {
        var levels = new DepthLevel[Levels];
        return levels[..book.Depth(side, levels)];
    }

    private static Dictionary<long, List<(DepthLevel[] Bids, DepthLevel[] Asks)>> Rows()
    {
        var rows = new Dictionary<long, List<(DepthLevel[] Bids, DepthLevel[] Asks)>>();
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(SharedData.PathOf("mbo", "ARL_2025-07-17_mbp10.csv.gz")), CompressionMode.Decompress));
        file.ReadLine();
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var sequence = long.Parse(cells[FirstLevelColumn - 1], CultureInfo.InvariantCulture);
            if (!rows.TryGetValue(sequence, out var shown)) rows.Add(sequence, shown = []);
            shown.Add((LevelsOf(cells, FirstLevelColumn), LevelsOf(cells, FirstLevelColumn + 3)));
        }

        return rows;
    }

    private static DepthLevel[] LevelsOf(string[] cells, int first) =>
    [
        .. Enumerable.Range(0, Levels).Select(level => first + (6 * level)).Where(at => cells[at].Length > 0)
            .Select(at => new DepthLevel(
                (long)(decimal.Parse(cells[at], CultureInfo.InvariantCulture) * 100),
                long.Parse(cells[at + 1], CultureInfo.InvariantCulture), int.Parse(cells[at + 2], CultureInfo.InvariantCulture))),
    ];
}
