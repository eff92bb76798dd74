using System.Globalization;
using System.Text.Json;
using LatencyEngine.Host;
using LatencyEngine.TestKit;
using static LatencyEngine.IntegrationTests.CommandLine.EngineVerb;

namespace LatencyEngine.IntegrationTests.CommandLine;

/// <summary>
/// Damaged recordings: the place is named, and what was traded before stands, to the cent. Each damaged run is held to
/// one on a sound recording that ends where the damage begins.
/// </summary>
public sealed class EngineVerbBadInputTests : IDisposable
{
    private const int Lines = 20_000;
    private const int Damage = 15_000; // The line, from 0, that is damaged.

    private readonly CutRecordings _recordings = new();

    public void Dispose() => _recordings.Dispose();

    [SharedDataTheory]
    [InlineData("this is no message")]
    [InlineData("36000.5,1,99,100,5800000")]
    [InlineData("36000.5,9,99,100,5800000,1")]
    [InlineData("1.5,1,99,100,5800000,1")]
    public void A_wrong_message_ends_the_day_where_it_stands(string wrong)
    {
        var (messages, rows) = CutRecordings.GoogLines(Lines);
        var sound = ReportOf("lobster-goog", GoogAt(_recordings.Goog(messages.Take(Damage), rows.Take(Damage))));
        messages[Damage] = wrong;
        var damaged = AssertRefused("lobster-goog", GoogAt(_recordings.Goog(messages, rows)), $"message_1.csv({Damage + 1}): ");
        AssertSame(sound, damaged);
    }

    [SharedDataFact]
    public void Messages_out_of_order_end_the_day_where_they_stand()
    {
        var (messages, rows) = CutRecordings.GoogLines(Lines);
        var swapped = messages.FindIndex(Damage, line => Time(line) < Time(messages[messages.IndexOf(line) + 1]));
        var sound = ReportOf("lobster-goog", GoogAt(_recordings.Goog(messages.Take(swapped), rows.Take(swapped))));
        (messages[swapped], messages[swapped + 1]) = (messages[swapped + 1], messages[swapped]);
        // The message that came too early may not fit into its book, or else the next one is late.
        var run = Run("lobster-goog", [.. GoogAt(_recordings.Goog(messages, rows)), "output.report=json"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Matches($"_1.csv\\(({swapped + 1}|{swapped + 2})\\): ", run.Error);
        AssertSame(sound, ReportIn(run));
    }

    [SharedDataFact]
    public void A_row_that_is_not_the_book_ends_the_day_where_it_stands()
    {
        var (messages, rows) = CutRecordings.GoogLines(Lines);
        var sound = ReportOf("lobster-goog", GoogAt(_recordings.Goog(messages.Take(Damage), rows.Take(Damage))));
        rows.RemoveAt(Damage);
        var lines = Enumerable.Range(Damage + 1, 20).Select(line => $"orderbook_1.csv({line}): ");
        var run = Run("lobster-goog", [.. GoogAt(_recordings.Goog(messages, rows)), "output.report=json"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(lines, line => run.Error.Contains(line, StringComparison.Ordinal));
        Assert.True(Fills(ReportIn(run)) >= Fills(sound));
        AssertLedgerSumsToZero(ReportIn(run));
    }

    [SharedDataFact]
    public void A_recording_that_was_cut_off_is_traded_as_far_as_it_goes()
    {
        var lines = CutRecordings.BitcoinLines(Lines);
        var path = CutRecordings.Cut(_recordings.Bitcoin(lines), share: 0.7);
        var cut = AssertRefused("binance-btc", BitcoinAt(path), Path.GetFileName(path) + "(");
        var whole = (int)cut.GetProperty("feeds")[0].GetProperty("sourceMessages").GetInt64();
        Assert.InRange(whole, Lines / 2, Lines - 1);
        AssertSame(ReportOf("binance-btc", BitcoinAt(_recordings.Bitcoin(lines.Take(whole)))), cut);
    }

    [SharedDataTheory]
    [InlineData("{\"stream\"")]
    [InlineData("1723161256099168167 {\"stream\":\"btcusdt@bookTicker\",\"data\":{\"e\":\"bookTicker\",\"u\":1")]
    [InlineData("")]
    public void A_wrong_line_ends_a_recording_where_it_stands(string wrong)
    {
        var lines = CutRecordings.BitcoinLines(Lines);
        var sound = ReportOf("binance-btc", BitcoinAt(_recordings.Bitcoin(lines.Take(Damage))));
        lines[Damage] = wrong;
        AssertSame(sound, AssertRefused("binance-btc", BitcoinAt(_recordings.Bitcoin(lines)), $".gz({Damage + 1}): "));
    }

    [SharedDataFact]
    public void A_lost_depth_message_is_a_gap_and_nothing_fills_on_a_book_that_is_not_known()
    {
        var lines = CutRecordings.BitcoinLines(Lines);
        var lost = lines.FindIndex(Damage, line => line.Contains("@depth", StringComparison.Ordinal));
        var seen = lines.FindIndex(lost + 1, line => line.Contains("@depth", StringComparison.Ordinal));
        var whole = ReportOf("binance-btc", BitcoinAt(_recordings.Bitcoin(lines)));
        lines.RemoveAt(lost);
        var before = ReportOf("binance-btc", BitcoinAt(_recordings.Bitcoin(lines.Take(seen - 1))));
        var report = ReportOf("binance-btc", BitcoinAt(_recordings.Bitcoin(lines)));
        Assert.Equal(1, report.GetProperty("feeds")[0].GetProperty("gaps").GetInt64());
        Assert.Equal(Fills(before), Fills(report));
        Assert.True(Fills(whole) > Fills(report), "nothing would have been traded later");
        AssertLedgerSumsToZero(report);
    }

    [SharedDataTheory]
    [InlineData("junk")]
    [InlineData("99999999,1.38,1.39")]
    [InlineData("100,1.38,1.39")]
    [InlineData("86000000,1.38")]
    public void A_wrong_tick_ends_a_day_where_it_stands(string wrong)
    {
        var lines = CutRecordings.EuroLines(Lines);
        var sound = ReportOf("lean-eurusd", EuroAt(_recordings.Euro(lines.Take(Damage))));
        lines[Damage] = wrong;
        AssertSame(sound, AssertRefused("lean-eurusd", EuroAt(_recordings.Euro(lines)), $".csv({Damage + 1}): "));
    }

    [SharedDataTheory]
    [InlineData("lobster-goog", "feeds.0.path")]
    [InlineData("lean-eurusd", "feeds.0.paths.0")]
    public void A_zip_without_its_end_is_refused_before_anything_is_traded(string example, string key)
    {
        var (messages, rows) = CutRecordings.GoogLines(Lines);
        var path = example == "lobster-goog"
            ? _recordings.Goog(messages, rows)
            : _recordings.Euro(CutRecordings.EuroLines(Lines));
        var run = Run(example, $"{key}={CutRecordings.Cut(path, share: 0.9)}");
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(Path.GetFileName(path), run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("lobster-goog", "feeds.0.path=no/such.zip", "such.zip")]
    [InlineData("binance-btc", "feeds.0.paths.0=no/such.gz", "such.gz")]
    [InlineData("lean-eurusd", "feeds.0.paths.0=no/20140501_quote.zip", "20140501_quote.zip")]
    [InlineData("lean-eurusd", "feeds.0.paths.0=no/such/folder", "no/such/folder")]
    [InlineData("lobster-goog", "feeds.0.path=LICENSE-that-is-none", "LICENSE-that-is-none")]
    [InlineData("lobster-goog", "feeds.0.pfad=x", "feeds.0.pfad: is no key")]
    [InlineData("lobster-goog", "risk.engine.priceband=1", "did you mean 'risk.engine.priceBand'?")]
    [InlineData("lobster-goog", "strategies.0.parameters.fast=1", "strategies.0.parameters.fast: is no key")]
    [InlineData("lean-eurusd", "feeds.0.ticks=equityTrade", "_trade.zip, found none")]
    [InlineData("demo", "feeds.0.instruments=20000", "feeds.0.instruments: found '20000'")]
    [InlineData("demo", "feeds=[{\"kind\":\"simulator\"},{\"kind\":\"simulator\"}]", "feeds: found 2 simulators")]
    [InlineData("demo", "feeds.1={\"kind\":\"lobster\",\"path\":\"x\",\"instrument\":{\"symbol\":\"A\",\"tickSize\":1,\"id\":200}}", "feeds.1.instrument.id: found 200")]
    public void What_cannot_be_is_refused_by_name(string example, string assignment, string named)
    {
        var run = Run(example, assignment);
        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, run.Error.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static JsonElement AssertRefused(string example, string[] assignments, string place)
    {
        var run = Run(example, [.. assignments, "output.report=json"]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(place, run.Error, StringComparison.Ordinal);
        var report = ReportIn(run);
        Assert.Contains(place, report.GetProperty("feedFailure").GetString(), StringComparison.Ordinal);
        Assert.False(report.GetProperty("success").GetBoolean());
        return report;
    }

    private static void AssertSame(JsonElement sound, JsonElement damaged)
    {
        Assert.True(Fills(sound) > 0, "nothing was traded before the damage");
        Assert.Equal(Fills(sound), Fills(damaged));
        Assert.Equal(BooksOf(sound), BooksOf(damaged));
        AssertLedgerSumsToZero(damaged);
    }

    private static decimal Time(string message) =>
        decimal.Parse(message[..message.IndexOf(',')], CultureInfo.InvariantCulture);
}
