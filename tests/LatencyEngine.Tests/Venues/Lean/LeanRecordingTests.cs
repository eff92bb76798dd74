using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lean;

namespace LatencyEngine.Tests.Venues.Lean;

/// <summary>The whole of real recordings against the vendor's own bars and the independent counts.</summary>
public sealed class LeanRecordingTests
{
    [SharedDataTheory]
    [InlineData("bac", LeanTickKind.EquityTrades, 573_620)]
    [InlineData("bac", LeanTickKind.EquityQuotes, 2_751_147)]
    [InlineData("spy", LeanTickKind.EquityTrades, 1_887_460)]
    public void Equity_ticks_are_all_there(string symbol, LeanTickKind kind, long ticks)
    {
        using var feed = new LeanTickFeed(
            SharedData.PathOf("lean", "equity", "usa", "tick", symbol), kind, LeanFiles.Terms(symbol), 1);
        var told = 0L;
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event)
            if (kind == LeanTickKind.EquityTrades ? slot.Is<Trade>() : slot.Is<Quote>()) told++;
        Assert.Equal(ticks, told + feed.Suspicious);
        Assert.Equal((ticks, told + 2), (feed.Progress.SourceMessages, feed.Progress.Events));
        Assert.Equal(feed.Progress.BytesTotal, feed.Progress.BytesRead);
        Assert.Equal(symbol == "spy" ? 10 : 0, feed.Suspicious);
    }

    [SharedDataTheory]
    [InlineData("oanda")]
    [InlineData("fxcm")]
    public void Forex_ticks_make_the_second_bars_of_the_vendor(string venue)
    {
        using var truths = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        var truth = truths.RootElement.GetProperty("lean/forex eurusd").GetProperty(venue);
        var folder = SharedData.PathOf("lean", "forex", venue, "tick", "eurusd");
        using var feed = new LeanTickFeed(folder, LeanTickKind.ForexQuotes, LeanFiles.Terms("eurusd"), 1);
        using var vendor = VendorBars(SharedData.PathOf("lean", "forex", venue, "second", "eurusd")).GetEnumerator();
        var bar = default(SecondBar);
        var (ticks, equal) = (0L, 0L);
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            if (!slot.Is<Quote>()) continue;
            ticks++;
            ref var quote = ref slot.As<Quote>();
            var second = quote.TimestampNanos / 1_000_000_000;
            if (ticks > 1 && second != bar.Second) AssertNext(bar);
            bar = second == bar.Second ? bar.With(in quote) : SecondBar.Of(second, in quote);
        }

        AssertNext(bar);
        Assert.False(vendor.MoveNext());
        Assert.Equal(truth.GetProperty("ticks").GetInt64(), ticks);
        Assert.Equal(truth.GetProperty("second_bars").GetInt64(), equal);

        void AssertNext(SecondBar own)
        {
            Assert.True(vendor.MoveNext());
            Assert.Equal(vendor.Current, own);
            equal++;
        }
    }

    [SharedDataFact]
    public void Reading_a_long_recording_takes_constant_memory()
    {
        using var feed = new LeanTickFeed(
            [SharedData.PathOf("lean", "equity", "usa", "tick", "bac", "20131007_quote.zip")],
            LeanTickKind.EquityQuotes, LeanFiles.Terms("bac"), 1);
        var slot = default(EngineEvent);
        for (var i = 0; i < 100_000; i++) feed.TryRead(ref slot);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++) feed.TryRead(ref slot);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    // The vendor's times are New York's; in May that is four hours behind UTC.
    private static IEnumerable<SecondBar> VendorBars(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*_quote.zip").Order(StringComparer.Ordinal))
        {
            var date = DateTime.ParseExact(Path.GetFileName(path)[..8], "yyyyMMdd", CultureInfo.InvariantCulture);
            var midnight = (long)(date - DateTime.UnixEpoch).TotalSeconds + (4 * 3_600);
            using var archive = ZipFile.OpenRead(path);
            using var text = new StreamReader(archive.Entries.Single().Open());
            while (text.ReadLine() is { } line)
            {
                var cells = line.Split(',');
                yield return new SecondBar(
                    midnight + (long.Parse(cells[0], CultureInfo.InvariantCulture) / 1_000),
                    new Ohlc(Nano(cells[1]), Nano(cells[2]), Nano(cells[3]), Nano(cells[4])),
                    new Ohlc(Nano(cells[6]), Nano(cells[7]), Nano(cells[8]), Nano(cells[9])));
            }
        }
    }

    private static long Nano(string price) => (long)(decimal.Parse(price, CultureInfo.InvariantCulture) * 1_000_000_000);

    private readonly record struct Ohlc(long Open, long High, long Low, long Close)
    {
        public static Ohlc Of(long price) => new(price, price, price, price);

        public Ohlc With(long price) => new(Open, Math.Max(High, price), Math.Min(Low, price), price);
    }

    private readonly record struct SecondBar(long Second, Ohlc Bid, Ohlc Ask)
    {
        public static SecondBar Of(long second, in Quote quote) =>
            new(second, Ohlc.Of(quote.BidPriceRaw), Ohlc.Of(quote.AskPriceRaw));

        public SecondBar With(in Quote quote) =>
            this with { Bid = Bid.With(quote.BidPriceRaw), Ask = Ask.With(quote.AskPriceRaw) };
    }
}
