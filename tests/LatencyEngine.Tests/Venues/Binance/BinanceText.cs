using System.IO.Compression;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Binance;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Binance;

/// <summary>Writes small recordings as the venue and its recorder would, and reads feeds into lists.</summary>
internal static class BinanceText
{
    public const long StartNanos = 1_723_161_255_000_000_000;

    public static InstrumentTerms UsdM { get; } = new()
    {
        Id = 7, VenueId = 3, Symbol = "BTCUSDT", Kind = InstrumentKind.Linear, MarketModel = MarketModel.Depth,
        TickSize = 100_000_000, LotExponent = -3,
    };

    public static InstrumentTerms Spot { get; } = new()
    {
        Id = 8, Symbol = "BTCUSDT", MarketModel = MarketModel.Depth, TickSize = 10_000_000, LotExponent = -8,
    };

    public static InstrumentTerms CoinM { get; } = new()
    {
        Id = 9, Symbol = "BTCUSD_PERP", Kind = InstrumentKind.Inverse, MarketModel = MarketModel.Depth,
        TickSize = 100_000_000, LotExponent = 0,
    };

    /// <summary>A depth message of a future: everything after <paramref name="previous"/> up to <paramref name="last"/>.</summary>
    public static string Depth(long previous, long last, string bids = "", string asks = "") =>
        Stream("depth@0ms", $$"""
            "e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"BTCUSDT","U":{{previous + 1}},"u":{{last}},
            "pu":{{previous}},"b":[{{bids}}],"a":[{{asks}}]
            """);

    /// <summary>A depth message of the spot market, which tells no previous id.</summary>
    public static string SpotDepth(long first, long last, string bids = "", string asks = "") =>
        Stream("depth@100ms", $$"""
            "e":"depthUpdate","E":1723161256299,"s":"BTCUSDT","U":{{first}},"u":{{last}},"b":[{{bids}}],"a":[{{asks}}]
            """);

    public static string Snapshot(long id, string bids = "", string asks = "") =>
        $$"""{"lastUpdateId":{{id}},"E":1723161256501,"T":1723161256493,"bids":[{{bids}}],"asks":[{{asks}}]}""";

    public static string Ticker(long id, string bid = "61800.20", string ask = "61800.30") =>
        Stream("bookTicker", $$"""
            "e":"bookTicker","u":{{id}},"s":"BTCUSDT","b":"{{bid}}","B":"2.507","a":"{{ask}}","A":"2.510",
            "T":1723161256313,"E":1723161256314
            """);

    public static string Print(long id, bool buyerIsMaker = false, string price = "61800.30", string size = "0.006") =>
        Stream("trade", $$"""
            "e":"trade","E":1723161256322,"T":1723161256321,"s":"BTCUSDT","t":{{id}},"p":"{{price}}","q":"{{size}}",
            "X":"MARKET","m":{{(buyerIsMaker ? "true" : "false")}}
            """);

    public static string Level(string price, string size) => $"""["{price}","{size}"]""";

    public static string Stream(string name, string data) =>
        $$$"""{"stream":"btcusdt@{{{name}}}","data":{{{{data.ReplaceLineEndings("")}}}}}""";

    /// <summary>Writes a recording with one message per microsecond.</summary>
    public static string Write(TemporaryFolder folder, params string[] messages) =>
        WriteLines(folder, "recording.jsonl.gz", messages.Select((message, i) => $"{StartNanos + (i * 1000)} {message}"));

    public static string WriteLines(TemporaryFolder folder, string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder.Path, name);
        using var writer = new StreamWriter(
            new GZipStream(File.Create(path), CompressionLevel.Fastest), new UTF8Encoding(false));
        foreach (var line in lines) writer.Write(line + "\n");
        return path;
    }

    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>Reads a feed to its end.</summary>
    public static List<EngineEvent> ReadAll(IFeed feed)
    {
        var events = new List<EngineEvent>();
        var slot = default(EngineEvent);
        while (feed.TryRead(ref slot) == FeedRead.Event) events.Add(slot);
        return events;
    }

    /// <summary>Reads a recording of these messages to its end.</summary>
    public static List<EngineEvent> Told(InstrumentTerms terms, params string[] messages)
    {
        using var folder = new TemporaryFolder();
        using var feed = new BinanceFeed([Write(folder, messages)], terms);
        return ReadAll(feed);
    }

    /// <summary>An event in a few words, for comparing whole sequences.</summary>
    public static string Words(EngineEvent told)
    {
        if (told.Is<FeedStatus>()) return $"{told.As<FeedStatus>().State} {told.As<FeedStatus>().Messages}";
        if (told.Is<FeedGap>()) return $"gap {told.As<FeedGap>().Expected} {told.As<FeedGap>().Received}";
        if (told.Is<Trade>()) return $"trade {told.As<Trade>().VenueTradeId}";
        if (told.Is<Quote>()) return "quote";
        var delta = told.As<BookDelta>();
        var what = delta.Action == BookAction.Clear
            ? $"clear {delta.Side}"
            : $"{delta.Action} {delta.Side} {delta.Price / 1_000_000_000} {delta.Quantity}";
        return delta.Flags == MarketFlags.None ? what : $"{what} [{delta.Flags}]";
    }
}
