using LatencyEngine.Host;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.TestKit;

namespace LatencyEngine.IntegrationTests.Journal;

/// <summary>What the engine writes down is what it did, and executing it again comes out the same.</summary>
public sealed class JournaledSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JournaledSession _session;

    public JournaledSessionTests() => _session = new JournaledSession(Path.Combine(_folder.Path, "journal"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fused", "process-crash")]
    [InlineData("staged", "power-loss")]
    public void A_journal_changes_no_byte_of_what_comes_out(string layout, string durability)
    {
        var without = EngineVerb.ReportOf("demo", EngineVerb.ShortDemo);
        var with = _session.ReportOf(
            "demo",
            [.. EngineVerb.ShortDemo, $"pipeline.layout={layout}", $"journal.durability={durability}", "journal.snapshotSeconds=1"]);
        Assert.Equal(EngineVerb.HashesOf(without), EngineVerb.HashesOf(with));
        _session.AssertReplaysIdentically();
    }

    [SharedDataFact]
    public void A_recorded_day_of_orders_is_replayed_identically() => AssertRecording(
        "lobster-goog", EngineVerb.GoogAt(SharedData.PathOf("lobster", "LOBSTER_SampleFile_GOOG_2012-06-21_10.zip")));

    [SharedDataFact]
    public void Recorded_depth_is_replayed_identically() => AssertRecording(
        "binance-btc", EngineVerb.BitcoinAt(SharedData.PathOf("binance", "usdm_btcusdt_20240808.jsonl.gz")));

    [SharedDataFact]
    public void Recorded_forex_ticks_are_replayed_identically() => AssertRecording(
        "lean-eurusd", EngineVerb.EuroAt(SharedData.PathOf("lean", "forex", "oanda", "tick", "eurusd")));

    [Fact]
    public void Every_start_is_a_session_of_its_own_and_an_ended_one_is_left_alone()
    {
        var first = _session.ReportOf("demo", EngineVerb.ShortDemo);
        var second = _session.ReportOf("demo", EngineVerb.ShortDemo);
        Assert.Equal((1, 2), (first.GetProperty("sessionId").GetInt32(), second.GetProperty("sessionId").GetInt32()));
        Assert.Equal(
            first.GetProperty("journalDurableSequence").GetInt64() + 1, second.GetProperty("journalFirstSequence").GetInt64());
        Assert.Equal(ExitCode.Success, _session.Tool("journal", "verify").ExitCode);
    }

    [Fact]
    public void The_orders_file_has_every_report_once_it_is_durable()
    {
        var orders = Path.Combine(_folder.Path, "orders.jsonl");
        var report = _session.ReportOf("demo", [.. EngineVerb.ShortDemo, $"output.ordersFile={orders}"]);
        var lines = File.ReadAllLines(orders);
        foreach (var message in (string[])["OrderAccepted", "OrderFilled", "OrderCanceled", "OrderRejected", "OrderReplaced"])
            Assert.Equal(
                EngineVerb.Count(report, "outputsByMessage", message),
                lines.Count(line => line.StartsWith($"{{\"session\":1,\"{message}\":", StringComparison.Ordinal)));
    }

    private void AssertRecording(string example, string[] assignments)
    {
        var report = _session.ReportOf(example, assignments);
        Assert.True(EngineVerb.Fills(report) > 0);
        _session.AssertReplaysIdentically();
    }
}
