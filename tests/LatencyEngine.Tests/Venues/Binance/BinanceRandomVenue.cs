using LatencyEngine.Domain;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>
/// A venue of which everything is known: one level changes with each update id, and the whole book at each id is kept.
/// Messages carry their last id as the venue's time, so that what was told can be compared with what was.
/// </summary>
internal sealed class BinanceRandomVenue
{
    private const int Prices = 6;
    private const int IdsPerMessageMax = 4;
    private const int QuantityMax = 5;

    private readonly List<int[]> _books = [new int[2 * Prices]];
    private readonly List<int> _ends = [0];

    public BinanceRandomVenue(int messages, Random random)
    {
        for (var i = 0; i < messages; i++)
        {
            var ids = random.Next(1, IdsPerMessageMax + 1);
            for (var j = 0; j < ids; j++) Change(random);
            _ends.Add(_books.Count - 1);
        }
    }

    public int MessageCount => _ends.Count - 1;

    /// <summary>The levels at an id, as text in one order.</summary>
    public string BookAt(long id) => string.Join(' ', _books[(int)id]);

    public static string BookOf(BinanceTestBook book) =>
        string.Join(' ', Enumerable.Range(0, 2 * Prices).Select(i => book.QuantityAt(SideOf(i), PriceOf(i))));

    /// <summary>The message with this index, from 0: the levels that its ids changed, as they are after it.</summary>
    public string Message(int index, bool isSpot)
    {
        var (previous, last) = (_ends[index], _ends[index + 1]);
        var changed = Enumerable.Range(0, 2 * Prices).Where(i => ChangedBetween(previous, last, i)).ToList();
        var link = isSpot ? "" : $"\"pu\":{previous},";
        return Stream("depth", $$"""
            "e":"depthUpdate","E":{{last}},"s":"BTCUSDT",{{link}}"U":{{previous + 1}},"u":{{last}},
            "b":[{{Levels(last, changed, Side.Buy)}}],"a":[{{Levels(last, changed, Side.Sell)}}]
            """);
    }

    /// <summary>The book at some id that the message with this index covers.</summary>
    public string SnapshotWithin(int index, Random random)
    {
        var id = random.Next(_ends[index] + 1, _ends[index + 1] + 1);
        var held = Enumerable.Range(0, 2 * Prices).Where(i => _books[id][i] > 0).ToList();
        return $$"""
            {"lastUpdateId":{{id}},"E":{{id}},"bids":[{{Levels(id, held, Side.Buy)}}],"asks":[{{Levels(id, held, Side.Sell)}}]}
            """;
    }

    private void Change(Random random)
    {
        int[] book = [.. _books[^1]];
        book[random.Next(book.Length)] = random.Next(QuantityMax);
        _books.Add(book);
    }

    private bool ChangedBetween(int previous, int last, int level) =>
        Enumerable.Range(previous, last - previous).Any(id => _books[id][level] != _books[id + 1][level]);

    private string Levels(int id, List<int> levels, Side side) =>
        string.Join(',', levels.Where(i => SideOf(i) == side).Select(i => LevelAt(id, i)));

    private string LevelAt(int id, int level) =>
        Level($"{PriceOf(level) / 1_000_000_000}.0", $"0.00{_books[id][level]}");

    private static Side SideOf(int level) => level < Prices ? Side.Buy : Side.Sell;

    private static long PriceOf(int level) => (100 + level) * 1_000_000_000L;
}
