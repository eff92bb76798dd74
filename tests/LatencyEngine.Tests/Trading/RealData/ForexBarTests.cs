using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Lean;

namespace LatencyEngine.Tests.Trading.RealData;

/// <summary>The bars that the engine puts out against those that the vendor made of the same ticks.</summary>
public sealed class ForexBarTests
{
    private const long Second = 1_000_000_000;
    private const ushort BidWatcher = 1;
    private const ushort AskWatcher = 2;

    private static readonly InstrumentTerms Terms = new()
    {
        Id = 5, Symbol = "EURUSD", VenueId = 1, Kind = InstrumentKind.Linear, TickSize = 10_000,
        MarketModel = MarketModel.TopOfBook,
    };

    [SharedDataTheory]
    [InlineData("oanda", false)]
    [InlineData("fxcm", true)]
    public void Bars_of_a_second_are_those_of_the_vendor(string vendor, bool isClockTold)
    {
        using var bids = VendorBars(vendor, isBid: true).GetEnumerator();
        using var asks = VendorBars(vendor, isBid: false).GetEnumerator();
        using var engine = new HandDrivenEngine(new Watcher(), new Watcher());
        var equal = 0L;
        engine.OutputSeen = (ref EngineEvent output) =>
        {
            if (!output.Is<BarClosed>()) return;
            var bar = output.As<BarClosed>();
            var expected = bar.BarKind == BarKind.Bid ? bids : asks;
            Assert.True(expected.MoveNext(), "the vendor has no more bars");
            Assert.Equal(expected.Current, new Bar(bar.OpenNanos, bar.Open, bar.High, bar.Low, bar.Close));
            Assert.Equal((Terms.Id, Second), (bar.InstrumentId, bar.BarNanos));
            equal++;
        };
        engine.Open(Terms, (BidWatcher, BarKind.Bid, Second), (AskWatcher, BarKind.Ask, Second));

        var ticks = Tell(engine, vendor, isClockTold);

        var truth = TruthOf(vendor);
        Assert.Equal(truth.GetProperty("ticks").GetInt64(), ticks);
        Assert.Equal(2 * truth.GetProperty("second_bars").GetInt64(), equal);
        Assert.False(bids.MoveNext() || asks.MoveNext());
    }

    private static long Tell(HandDrivenEngine engine, string vendor, bool isClockTold)
    {
        using var feed = new LeanTickFeed(
            SharedData.PathOf("lean", "forex", vendor, "tick", "eurusd"), LeanTickKind.ForexQuotes, Terms, feedId: 1);
        var (slot, ticks, last) = (default(EngineEvent), 0L, 0L);
        while (feed.TryRead(ref slot) == FeedRead.Event)
        {
            var second = slot.TimestampNanos / Second * Second;
            if (isClockTold && second > last) engine.Tell((ref TimeAdvanced _) => { }, second);
            last = second;
            engine.Tell(in slot);
            if (slot.Is<Quote>()) ticks++;
        }

        engine.Tell((ref TimeAdvanced _) => { }, last + Second);
        return ticks;
    }

    // The vendor's times are New York's; in May that is four hours behind UTC.
    private static IEnumerable<Bar> VendorBars(string vendor, bool isBid)
    {
        var first = isBid ? 1 : 6; // The column of the opening price.
        var folder = SharedData.PathOf("lean", "forex", vendor, "second", "eurusd");
        foreach (var path in Directory.GetFiles(folder, "*_quote.zip").Order(StringComparer.Ordinal))
        {
            var date = DateTime.ParseExact(Path.GetFileName(path)[..8], "yyyyMMdd", CultureInfo.InvariantCulture);
            var midnight = ((long)(date - DateTime.UnixEpoch).TotalSeconds + (4 * 3_600)) * Second;
            using var archive = ZipFile.OpenRead(path);
            using var text = new StreamReader(archive.Entries.Single().Open());
            while (text.ReadLine() is { } line)
            {
                var cells = line.Split(',');
                yield return new Bar(
                    midnight + (long.Parse(cells[0], CultureInfo.InvariantCulture) * 1_000_000),
                    Nano(cells[first]), Nano(cells[first + 1]), Nano(cells[first + 2]), Nano(cells[first + 3]));
            }
        }
    }

    private static long Nano(string price) => (long)(decimal.Parse(price, CultureInfo.InvariantCulture) * Second);

    private static JsonElement TruthOf(string vendor)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        return truth.RootElement.GetProperty("lean/forex eurusd").GetProperty(vendor).Clone();
    }

    private readonly record struct Bar(long OpenNanos, long Open, long High, long Low, long Close);

    /// <summary>Wants bars and does nothing with them.</summary>
    private sealed class Watcher : IStrategy
    {
        public bool TakesFeedback => false;

        public IReadOnlyList<ParameterDescription> Parameters => [];

        public void OnAttached(StrategyPort port)
        {
        }
    }
}
