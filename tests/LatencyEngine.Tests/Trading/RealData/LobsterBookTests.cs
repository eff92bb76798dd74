using System.IO.Compression;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lobster;

namespace LatencyEngine.Tests.Trading.RealData;

/// <summary>The engine's own book of orders against the venue's, after every message of real days.</summary>
public sealed class LobsterBookTests
{
    private const long FileUnit = 100_000; // The files count in 1e-4 dollars, the engine in 1e-9.

    [SharedDataTheory]
    [InlineData("GOOG", 10)]
    [InlineData("GOOG", 5)]
    [InlineData("GOOG", 1)]
    [InlineData("AMZN", 1)]
    public void The_book_equals_every_recorded_row_while_a_strategy_trades_in_it(string symbol, int levels)
    {
        var path = SharedData.PathOf("lobster", $"LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip");
        var terms = TermsOf(symbol);
        using var feed = new LobsterFeed(path, terms, feedId: 1);
        using var archive = ZipFile.OpenRead(path);
        using var rows = new StreamReader(archive.Entries.Single(e => e.Name.Contains("orderbook")).Open());
        using var engine = new HandDrivenEngine(HandDrivenEngine.NewMarketMaker());
        engine.Open(terms, (1, BarKind.Mid, 0));
        var (slot, equal) = (default(EngineEvent), 0L);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            engine.Tell(in slot);
            if (!IsEndOfMessage(ref slot)) continue;
            AssertRow(rows.ReadLine()!, engine, terms.Id, levels);
            equal++;
        }

        Assert.Null(rows.ReadLine());
        Assert.Equal(MessagesIn(symbol, levels), equal);
        Assert.Equal((0, 0), (engine.InvalidUpdates, engine.CountOf(AlertRaised.TemplateId)));
        Assert.True(engine.CountOf(OrderFilled.TemplateId) > 0, "the strategy never traded");
    }

    private static bool IsEndOfMessage(ref EngineEvent e)
    {
        if (!e.Is<BookOrder>() && !e.Is<BookDelta>() && !e.Is<Quote>() && !e.Is<Trade>()) return false;
        return e.As<Quote>().Flags == MarketFlags.EndOfBatch; // All market data have the same head.
    }

    private static void AssertRow(string row, HandDrivenEngine engine, uint id, int levels)
    {
        var numbers = new Numbers(row);
        for (var place = 0; place < levels; place++)
        {
            AssertLevel(row, engine, id, Side.Sell, place, numbers.Next() * FileUnit, numbers.Next());
            AssertLevel(row, engine, id, Side.Buy, place, numbers.Next() * FileUnit, numbers.Next());
        }

        Assert.Equal((levels, levels), (engine.Books.LevelsOf(id, Side.Buy), engine.Books.LevelsOf(id, Side.Sell)));
        Assert.True(engine.Books.IsSound(id));
    }

    private static void AssertLevel(
        string row, HandDrivenEngine engine, uint id, Side side, int depth, long price, long quantity)
    {
        ref var level = ref engine.Books.Level(id, side, depth);
        if (level.Price != price || level.Quantity != quantity)
            Assert.Fail($"{side} {depth}: the book has {level.Quantity} at {level.Price}, the row is {row}");
    }

    private static long MessagesIn(string symbol, int levels)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        return truth.RootElement.GetProperty($"lobster/LOBSTER_SampleFile_{symbol}_2012-06-21_{levels}.zip")
            .GetProperty("messages").GetInt64();
    }

    private static InstrumentTerms TermsOf(string symbol) => new()
    {
        Id = 7, Symbol = symbol, VenueId = 1, TickSize = 10_000_000, MarketModel = MarketModel.OrderByOrder,
    };

    /// <summary>Whole numbers in a line, one after the other.</summary>
    private ref struct Numbers(string row)
    {
        private ReadOnlySpan<char> _rest = row;

        public long Next()
        {
            var end = _rest.IndexOf(',');
            var number = long.Parse(end < 0 ? _rest : _rest[..end]);
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            return number;
        }
    }
}
