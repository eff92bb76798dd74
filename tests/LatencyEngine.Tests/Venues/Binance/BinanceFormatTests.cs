using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;
using static LatencyEngine.Tests.Venues.Binance.BinanceText;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>Bad input ends the feed with its place; what came before it was told.</summary>
public sealed class BinanceFormatTests
{
    public static TheoryData<string, string> BadMessages => new()
    {
        { "", "malformed JSON at byte 0" },
        { "{", "malformed JSON at byte 1" },
        { """{"stream":"btcusdt@trade","data":{"t":1""", "malformed JSON at byte" },
        { Ticker(5) + "}", "malformed JSON at byte" },
        { "[1]", "expected an object" },
        { "{}", "without SnapshotId, Bids, Asks" },
        { Snapshot(1).Replace("lastUpdateId", "id", StringComparison.Ordinal), "without SnapshotId" },
        { Depth(1, 2).Replace("\"u\"", "\"x\"", StringComparison.Ordinal), "Depth message without LastId" },
        { Depth(1, 2).Replace("\"a\"", "\"x\"", StringComparison.Ordinal), "Depth message without Asks" },
        { Depth(1, 2).Replace("\"E\"", "\"u\"", StringComparison.Ordinal), "LastId: told twice" },
        { Depth(5, 2), "expected U <= u" },
        { Ticker(1).Replace("\"A\"", "\"x\"", StringComparison.Ordinal), "Quote message without AskQuantity" },
        { Print(1).Replace("\"m\"", "\"x\"", StringComparison.Ordinal), "Trade message without BuyerIsMaker" },
        { Print(1).Replace("false", "0", StringComparison.Ordinal), "expected true or false" },
        { Print(-1), "whole number" },
        { Print(1).Replace(":1,", ":1.5,", StringComparison.Ordinal), "whole number" },
        { Print(1).Replace("1723161256321", "9999999999999999", StringComparison.Ordinal), "milliseconds" },
        { Print(1, price: "61800.3x"), "a price in 1e-9, found String '61800.3x'" },
        { Print(1, price: "6.18e4"), "a price in 1e-9" },
        { Print(1, price: "-61800.3"), "a price in 1e-9" },
        { Print(1, price: "61800.3000000001"), "a price in 1e-9" },
        { Print(1, price: "99999999999.0"), "a price in 1e-9" },
        { Print(1, price: "61800.35"), "a multiple of the tick of 100000000e-9" },
        { Print(1, price: "0"), "a trade at price 0" },
        { Print(1, size: "0.0061"), "a multiple of the lot of 1e-3, found String '0.0061'" },
        { Print(1, size: "-0.006"), "a multiple of the lot" },
        { Snapshot(1, Level("0.0", "1")), "a price above 0" },
        { Snapshot(1, """["1.0"]"""), "expected String, found EndArray" },
        { Snapshot(1, """["1.0","2","3"]"""), "expected EndArray" },
        { Snapshot(1, "[1.0,2]"), "expected String, found Number" },
        { Snapshot(1, "7"), "expected [price, size]" },
        { Ticker(1).Replace("btcusdt", "ethusdt", StringComparison.Ordinal), "expected one of BTCUSDT" },
        { Ticker(1).Replace("btcusdt@bookTicker", "ticker", StringComparison.Ordinal), "expected symbol@stream" },
        { """{"data":{"u":1},"stream":"btcusdt@bookTicker"}""", "before its data" },
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public void A_bad_message_is_an_error_with_its_file_and_line(string message, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, Ticker(5), message, Ticker(6));

        var (told, error) = ReadToError(path, UsdM);

        Assert.Equal(["Connected 0", "quote"], told.Select(Words));
        Assert.Equal(2, error.Line);
        Assert.StartsWith($"{path}(2): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x {}")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("0 {}")]
    [InlineData("1.5 {}")]
    public void A_line_without_a_time_is_an_error(string line)
    {
        using var folder = new TemporaryFolder();
        var path = WriteLines(folder, "a.gz", [$"{StartNanos} {Ticker(5)}", line]);

        Assert.Contains("time of receipt", ReadToError(path, UsdM).Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_is_an_error_after_its_whole_lines()
    {
        using var folder = new TemporaryFolder();
        var whole = Write(folder, [.. Enumerable.Range(1, 20_000).Select(i => Print(i))]);
        var cut = Path.Combine(folder.Path, "cut.jsonl.gz");
        File.WriteAllBytes(cut, File.ReadAllBytes(whole)[..^1000]);

        var (told, error) = ReadToError(cut, UsdM);

        Assert.True(told.Count > 10_000);
        Assert.Equal(told.Count, error.Line); // One event for each line before it, and the first status.
        Assert.Equal(Enumerable.Range(1, told.Count - 1).Select(i => $"trade {i}"), told[1..].Select(Words));
        Assert.StartsWith($"{cut}({error.Line}): ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_with_too_many_levels_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var levels = string.Join(',', Enumerable.Repeat(Level("1.0", "1"), 32_001));

        var (told, error) = ReadToError(Write(folder, Snapshot(1, levels)), UsdM);

        Assert.Equal(["Connected 0"], told.Select(Words));
        Assert.Contains("more than 32000 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_message_is_told_whole()
    {
        var levels = string.Join(',', Enumerable.Repeat(Level("1.0", "1"), 32_000));

        Assert.Equal(32_000 + 4, Told(UsdM, Depth(1, 2), Snapshot(1, levels)).Count);
    }

    [Fact]
    public void A_feed_that_has_failed_fails_again()
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([Write(folder, Ticker(5), "x", Ticker(6))], UsdM);
        var slot = default(EngineEvent);
        Assert.Throws<FeedFormatException>(() => ReadAll(feed));

        Assert.Throws<FeedFormatException>(() => feed.TryRead(ref slot));
    }

    [Fact]
    public void A_missing_file_is_known_at_once() =>
        Assert.Throws<FileNotFoundException>(() => new BinanceFeed(["nowhere.jsonl.gz"], UsdM));

    [Fact]
    public void Terms_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinanceFeed([], UsdM));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new BinanceFeed(["a"], UsdM with { MarketModel = MarketModel.TopOfBook }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinanceFeed(["a"], UsdM with { LotExponent = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinanceFeed(["a"], UsdM with { TickSize = 0 }));
    }

    private static (List<EngineEvent> Told, FeedFormatException Error) ReadToError(string path, InstrumentTerms terms)
    {
        using var feed = new BinanceFeed([path], terms);
        var told = new List<EngineEvent>();
        var slot = default(EngineEvent);
        var error = Assert.Throws<FeedFormatException>(() =>
        {
            while (feed.TryRead(ref slot) == FeedRead.Event) told.Add(slot);
        });
        return (told, error);
    }
}
