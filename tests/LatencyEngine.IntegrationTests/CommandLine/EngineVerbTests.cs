using System.IO.Compression;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.TestKit;
using static LatencyEngine.IntegrationTests.CommandLine.EngineVerb;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>The examples on the real recordings: everything is told, strategies trade, the books are right.</summary>
public sealed class EngineVerbTests
{
    private const string Goog = "LOBSTER_SampleFile_GOOG_2012-06-21_10.zip";

    private static string GoogPath => SharedData.PathOf("lobster", Goog);

    private static string BitcoinPath => SharedData.PathOf("binance", "usdm_btcusdt_20240808.jsonl.gz");

    private static string EuroPath => SharedData.PathOf("lean", "forex", "oanda", "tick", "eurusd");

    [SharedDataFact]
    public void A_day_of_orders_is_told_and_traded()
    {
        var report = AssertTrades("lobster-goog", GoogAt(GoogPath));
        var truth = Truth($"lobster/{Goog}");
        var types = truth.GetProperty("message_types");
        Assert.Equal(truth.GetProperty("messages").GetInt64(), SourceMessages(report));
        Assert.Equal(SourceMessages(report), Count(report, "inputsByMessage", "BookOrder"));
        Assert.Equal(
            types.GetProperty("4").GetInt64() + types.GetProperty("5").GetInt64(), Count(report, "inputsByMessage", "Trade"));
        Assert.True(Count(report, "rejections", "PositionLimitExceeded") > 0);
    }

    [SharedDataFact]
    public void Depth_best_prices_and_trades_of_a_venue_are_told_and_traded()
    {
        var report = AssertTrades("binance-btc", BitcoinAt(BitcoinPath));
        using var reader = new StreamReader(new GZipStream(File.OpenRead(BitcoinPath), CompressionMode.Decompress));
        var (lines, quotes, trades) = (0, 0, 0);
        for (; reader.ReadLine() is { } line; lines++)
        {
            if (line.Contains("@bookTicker", StringComparison.Ordinal)) quotes++;
            if (line.Contains("@trade", StringComparison.Ordinal)) trades++;
        }

        Assert.Equal(lines, SourceMessages(report));
        Assert.Equal(
            (quotes, trades), (Count(report, "inputsByMessage", "Quote"), Count(report, "inputsByMessage", "Trade")));
        Assert.Equal(0, report.GetProperty("feeds")[0].GetProperty("gaps").GetInt64());
    }

    [SharedDataFact]
    public void Two_weeks_of_ticks_are_told_and_traded()
    {
        var report = AssertTrades("lean-eurusd", EuroAt(EuroPath));
        var ticks = Truth("lean/forex eurusd").GetProperty("oanda").GetProperty("ticks").GetInt64();
        Assert.Equal((ticks, ticks), (SourceMessages(report), Count(report, "inputsByMessage", "Quote")));
    }

    [SharedDataFact]
    public void The_report_tells_people_all_of_it()
    {
        var run = Run("lobster-goog", GoogAt(GoogPath));
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        foreach (var part in (string[])["Feeds\n", "147,916", "Orders\n", "fills", "Why orders did not trade\n",
            "rejected: PositionLimitExceeded", "Profit and loss\n", "1 crossover", "2 maker", "Ledger (", "RealizedPnl",
            "as written\n", "state   "])
            Assert.Contains(part, run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Instruments_numbered_by_hand_and_by_the_engine_stay_apart()
    {
        var report = ReportOf(
            "lobster-goog", $"feeds=[{Feed("GOOG", "")},{Feed("AMZN", ",\"id\":1")}]", "strategies.1.instruments.0=*",
            "strategies.1.parameters.halfSpreadTicks=1", "strategies.1.parameters.volatilityPercent=0");
        var instruments = report.GetProperty("positions").EnumerateArray()
            .Where(position => position.GetProperty("strategy").GetInt32() == 2)
            .Select(position => position.GetProperty("instrument").GetInt32());
        Assert.Equal([1, 2], instruments.Order());
        Assert.Empty(report.GetProperty("alerts").EnumerateObject());

        static string Feed(string symbol, string id)
        {
            var path = SharedData.PathOf("lobster", $"LOBSTER_SampleFile_{symbol}_2012-06-21_1.zip").Replace('\\', '/');
            return $$$"""{"kind":"lobster","path":"{{{path}}}","instrument":{"symbol":"{{{symbol}}}","tickSize":"0.01"{{{id}}}}}""";
        }
    }

    [Fact]
    public void What_was_not_as_it_should_be_is_reported()
    {
        Assert.Equal(0, Count(ReportOf("demo", ShortDemo), "alerts", "BookDepthReached"));
        string[] shallow = [.. ShortDemo, "capacity.bookLevelsPerSide=3"];
        Assert.True(Count(ReportOf("demo", shallow), "alerts", "BookDepthReached") > 0);
        Assert.Contains("BookDepthReached", Run("demo", shallow).Output, StringComparison.Ordinal);
    }

    private static JsonElement AssertTrades(string example, string[] assignments)
    {
        var report = ReportOf(example, assignments);
        Assert.True(report.GetProperty("success").GetBoolean());
        Assert.False(report.GetProperty("simulated").GetBoolean());
        Assert.All(
            report.GetProperty("strategies").EnumerateArray(),
            strategy => Assert.NotEqual(0, strategy.GetProperty("realizedPnl").GetInt64()));
        Assert.True(Fills(report) > 0);
        Assert.Empty(report.GetProperty("alerts").EnumerateObject());
        AssertLedgerSumsToZero(report);
        Assert.Equal(HashesOf(report), HashesOf(ReportOf(example, assignments)));
        return report;
    }

    private static long SourceMessages(JsonElement report) =>
        report.GetProperty("feeds")[0].GetProperty("sourceMessages").GetInt64();

    private static JsonElement Truth(string key)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("truth.json")));
        return truth.RootElement.GetProperty(key).Clone();
    }
}
