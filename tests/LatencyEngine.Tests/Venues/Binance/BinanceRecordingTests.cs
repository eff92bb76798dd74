using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>
/// The real recordings against what can be known of them without the feed: lines counted by their text, and the
/// venue's own best prices.
/// </summary>
public sealed class BinanceRecordingTests
{
    [SharedDataTheory]
    [InlineData("usdm_btcusdt_20240808")]
    [InlineData("spot_btcusdt_20240808", "spot_btcusdt_20240809")]
    [InlineData("cm_btcusd_perp_20240808", "cm_btcusd_perp_20240809")]
    public void Every_line_is_told(params string[] recordings)
    {
        var counts = CountLines(recordings);
        using var feed = new BinanceFeed([.. recordings.Select(PathOf)], TermsOf(recordings[0]));

        var told = ReadAll(feed);

        Assert.Equal(counts.Lines, feed.Progress.SourceMessages);
        Assert.Equal(counts.QuoteIds.Count, told.Count(e => e.Is<Quote>()));
        Assert.Equal(counts.Trades, told.Count(e => e.Is<Trade>()));
        Assert.Equal(counts.SnapshotLevels, told.Count(e => e.Is<BookDelta>() && IsSnapshot(e)));
        Assert.Equal(counts.DepthLevels, told.Count(e => e.Is<BookDelta>() && !IsSnapshot(e)));
        Assert.Equal(
            ["Connected 0", "Resynchronizing 1", $"Connected {counts.SnapshotLine}", $"Ended {counts.Lines}"],
            told.Where(e => e.Is<FeedStatus>()).Select(Words));
        Assert.Equal(4 + counts.Events, told.Count);
        Assert.Equal((told.Count, 0, 0), (feed.Progress.Events, feed.Progress.Gaps, feed.Progress.Reordered));
        Assert.Equal(counts.Lines, Total(feed.Counts));
    }

    [SharedDataTheory]
    [InlineData("usdm_btcusdt_20240808")]
    [InlineData("spot_btcusdt_20240808", "spot_btcusdt_20240809")]
    [InlineData("cm_btcusd_perp_20240808", "cm_btcusd_perp_20240809")]
    public void The_book_told_has_the_venues_best_prices_after_every_depth_message(params string[] recordings)
    {
        var (books, quotes) = Follow(recordings);

        foreach (var (recording, i) in recordings.Select((recording, i) => (recording, i)))
        {
            var compared = books.Where(book => book.File == i).ToList();
            var different = compared.Where(book => book.Best != LastQuote(quotes, book.UpdateId)).ToList();
            var truth = TruthOf(recording);

            Assert.Equal(truth.Compared, compared.Count);
            Assert.Equal(truth.Exceptions, different.Select(book => book.UpdateId));
        }
    }

    [SharedDataFact]
    public void A_depth_line_taken_out_of_a_recording_is_one_gap_and_the_book_stays_cleared()
    {
        const int Lines = 20_000;
        const string Recording = "usdm_btcusdt_20240808";
        var lines = ReadLines(PathOf(Recording)).Take(Lines).ToList();
        var lost = lines.FindIndex(Lines / 2, line => line.Contains("@depth", StringComparison.Ordinal));
        var next = lines.FindIndex(lost + 1, line => line.Contains("@depth", StringComparison.Ordinal));
        var (expected, received) =
            (BinanceLineCounts.Number(lines[lost], "pu"), BinanceLineCounts.Number(lines[next], "pu"));
        lines.RemoveAt(lost);
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([WriteLines(folder, "lost.jsonl.gz", lines)], UsdM);

        var told = ReadAll(feed);

        var gap = told.FindIndex(e => e.Is<FeedGap>());
        Assert.Equal(
            [$"gap {expected + 1} {received + 1}", $"Resynchronizing {next}", "clear Buy", "clear Sell [EndOfBatch]"],
            told[gap..(gap + 4)].Select(Words));
        Assert.DoesNotContain(told[(gap + 4)..], e => e.Is<BookDelta>() || e.Is<FeedGap>());
        Assert.Equal(1, feed.Progress.Gaps);
        Assert.Equal(
            lines.Count(line => line.Contains("@bookTicker", StringComparison.Ordinal)), told.Count(e => e.Is<Quote>()));
    }

    private static BinanceLineCounts CountLines(string[] recordings)
    {
        var counts = new BinanceLineCounts();
        for (var file = 0; file < recordings.Length; file++)
            foreach (var line in ReadLines(PathOf(recordings[file]))) counts.Add(file, line);
        return counts;
    }

    /// <summary>Pairs what was told with the update ids in the text: both have one order.</summary>
    private static (List<BookTop> Books, List<(long UpdateId, Top Best)> Quotes) Follow(string[] recordings)
    {
        var counts = CountLines(recordings);
        var depth = counts.DepthAfterSnapshot.ToList();
        using var feed = new BinanceFeed([.. recordings.Select(PathOf)], TermsOf(recordings[0]));
        var (books, quotes) = (new List<BookTop>(), new List<(long, Top)>());
        var book = new BinanceTestBook();
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            if (slot.Is<Quote>()) quotes.Add((counts.QuoteIds[quotes.Count], TopOf(slot.As<Quote>())));
            if (!slot.Is<BookDelta>()) continue;
            book.Apply(slot.As<BookDelta>());
            if (slot.As<BookDelta>().Flags != MarketFlags.EndOfBatch) continue;
            var (file, updateId, _) = depth[books.Count];
            books.Add(new BookTop(file, updateId, new Top(book.BestBid, book.BestAsk)));
        }

        return (books, quotes);
    }

    private static Top TopOf(Quote quote) =>
        new((quote.BidPrice!.Value, quote.BidQuantity), (quote.AskPrice!.Value, quote.AskQuantity));

    private static Top LastQuote(List<(long UpdateId, Top Best)> quotes, long updateId)
    {
        var (low, high) = (0, quotes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotes[middle].UpdateId <= updateId) low = middle + 1;
            else high = middle;
        }

        return quotes[low - 1].Best;
    }

    private static (int Compared, IEnumerable<long> Exceptions) TruthOf(string recording)
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("truth.json")));
        var expected = truth.RootElement.GetProperty($"binance/{recording}");
        var compared = expected.GetProperty("depth_updates_compared_with_bookTicker").GetInt32();
        var exceptions = expected.TryGetProperty("exceptions_final_update_id", out var ids)
            ? ids.EnumerateArray().Select(id => id.GetInt64()).ToArray()
            : [];
        Assert.Equal(expected.GetProperty("equal").GetInt32(), compared - exceptions.Length);
        return (compared, exceptions);
    }

    private static bool IsSnapshot(EngineEvent e) => (e.As<BookDelta>().Flags & MarketFlags.Snapshot) != 0;

    private static long Total(BinanceFeedCounts counts) =>
        counts.Snapshots + counts.DepthMessages + counts.Quotes + counts.Trades + counts.OtherMessages;

    private static string PathOf(string recording) => SharedData.PathOf("binance", $"{recording}.jsonl.gz");

    private static InstrumentTerms TermsOf(string recording) =>
        recording.StartsWith("spot", StringComparison.Ordinal) ? Spot
        : recording.StartsWith("cm", StringComparison.Ordinal) ? CoinM
        : UsdM;

    private readonly record struct Top((long Price, long Quantity) Bid, (long Price, long Quantity) Ask);

    private readonly record struct BookTop(int File, long UpdateId, Top Best);
}
