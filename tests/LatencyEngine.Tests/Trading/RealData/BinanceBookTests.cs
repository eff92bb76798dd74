using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Tests.Venues.Binance;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Trading.RealData;

/// <summary>The engine's own book of levels against the best prices that the venue told beside it.</summary>
public sealed class BinanceBookTests
{
    [SharedDataTheory]
    [InlineData("usdm_btcusdt_20240808")]
    [InlineData("spot_btcusdt_20240808", "spot_btcusdt_20240809")]
    [InlineData("cm_btcusd_perp_20240808", "cm_btcusd_perp_20240809")]
    public void The_book_has_the_venues_best_prices_after_every_depth_message(params string[] recordings)
    {
        var counts = CountLines(recordings);
        var (books, quotes) = Follow(recordings, counts);
        for (var file = 0; file < recordings.Length; file++)
        {
            var compared = books.Where(book => book.File == file).ToList();
            var different = compared.Where(book => book.Best != LastQuote(quotes, book.UpdateId));
            var (count, exceptions) = TruthOf(recordings[file]);
            Assert.Equal(count, compared.Count);
            Assert.Equal(exceptions, different.Select(book => book.UpdateId));
        }
    }

    private static (List<BookTop> Books, List<(long UpdateId, Top Best)> Quotes) Follow(
        string[] recordings, BinanceLineCounts counts)
    {
        var depth = counts.DepthAfterSnapshot.ToList();
        var (books, quotes) = (new List<BookTop>(), new List<(long, Top)>());
        var terms = TermsOf(recordings[0]);
        using var feed = new BinanceFeed([.. recordings.Select(PathOf)], terms);
        using var engine = new HandDrivenEngine(HandDrivenEngine.NewMarketMaker());
        engine.Open(terms, (1, BarKind.Mid, 0));
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            engine.Tell(in slot);
            if (slot.Is<Quote>()) quotes.Add((counts.QuoteIds[quotes.Count], TopOf(slot.As<Quote>())));
            if (!slot.Is<BookDelta>() || slot.As<BookDelta>().Flags != MarketFlags.EndOfBatch) continue;
            var (file, updateId, _) = depth[books.Count];
            books.Add(new BookTop(file, updateId, TopOf(engine, terms.Id)));
        }

        Assert.Equal((0, 0), (engine.InvalidUpdates, engine.CountOf(AlertRaised.TemplateId)));
        Assert.True(engine.CountOf(OrderFilled.TemplateId) > 0, "the strategy never traded");
        return (books, quotes);
    }

    private static Top TopOf(HandDrivenEngine engine, uint id)
    {
        Assert.True(engine.Books.IsSound(id));
        Assert.True(engine.Books.TryBest(id, Side.Buy, out var bid, out var bidLots));
        Assert.True(engine.Books.TryBest(id, Side.Sell, out var ask, out var askLots));
        return new Top(bid, bidLots, ask, askLots);
    }

    private static Top TopOf(Quote quote) =>
        new(quote.BidPrice!.Value, quote.BidQuantity, quote.AskPrice!.Value, quote.AskQuantity);

    private static Top LastQuote(List<(long UpdateId, Top Best)> quotes, long updateId)
    {
        var next = quotes.BinarySearch((updateId + 1, default), Comparer<(long UpdateId, Top)>.Create(
            (a, b) => a.UpdateId < b.UpdateId ? -1 : 1)); // Never equal: the search ends before the first above.
        return quotes[~next - 1].Best;
    }

    private static BinanceLineCounts CountLines(string[] recordings)
    {
        var counts = new BinanceLineCounts();
        for (var file = 0; file < recordings.Length; file++)
            foreach (var line in BinanceText.ReadLines(PathOf(recordings[file]))) counts.Add(file, line);
        return counts;
    }

    private static (int Compared, IEnumerable<long> Exceptions) TruthOf(string recording)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("truth.json")));
        var expected = truth.RootElement.GetProperty($"binance/{recording}");
        var exceptions = expected.TryGetProperty("exceptions_final_update_id", out var ids)
            ? ids.EnumerateArray().Select(id => id.GetInt64()).ToArray()
            : [];
        var compared = expected.GetProperty("depth_updates_compared_with_bookTicker").GetInt32();
        Assert.Equal(expected.GetProperty("equal").GetInt32(), compared - exceptions.Length);
        return (compared, exceptions);
    }

    private static string PathOf(string recording) => SharedData.PathOf("binance", $"{recording}.jsonl.gz");

    private static InstrumentTerms TermsOf(string recording) => recording.Split('_')[0] switch
    {
        "spot" => BinanceText.Spot with { Currency = Currency.Of("USDT") },
        "cm" => BinanceText.CoinM with { Multiplier = 100_000_000_000, Currency = Currency.Of("BTC") },
        _ => BinanceText.UsdM with { Currency = Currency.Of("USDT") },
    };

    private readonly record struct Top(long Bid, long BidLots, long Ask, long AskLots);

    private readonly record struct BookTop(int File, long UpdateId, Top Best);
}
