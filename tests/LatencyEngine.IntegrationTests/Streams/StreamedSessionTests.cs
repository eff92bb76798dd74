using System.Diagnostics;
using System.Text.Json;
using LatencyEngine.Domain;
using LatencyEngine.IntegrationTests.CommandLine;
using LatencyEngine.Viewer.Following;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.IntegrationTests.Streams;

/// <summary>The engine as a process, and what viewers in another one see of it.</summary>
public sealed class StreamedSessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Viewers_end_with_the_positions_and_the_money_of_the_engines_own_report()
    {
        var channel = PublishingEngine.NewChannel();
        using var first = EngineViewer.Connect(new ViewerOptions { Channel = channel });
        using var engine = Start(channel);
        var report = engine.StandardOutput.ReadToEndAsync();
        EngineViewer? late = null;
        try
        {
            Await(() => first.State == ViewerState.Live, first);
            late = EngineViewer.Connect(new ViewerOptions { Channel = channel });
            Await(() => first.State == ViewerState.Ended && late.State == ViewerState.Ended, first, late);
            Assert.True(engine.WaitForExit(Patience));
            Assert.Equal(0, engine.ExitCode);
            var json = await report;
            var told = JsonDocument.Parse(json[json.IndexOf("\n{", StringComparison.Ordinal)..]).RootElement;
            foreach (var viewer in (EngineViewer[])[first, late]) AssertAgrees(told, viewer.View);
        }
        finally
        {
            late?.Dispose();
            if (!engine.HasExited) engine.Kill();
        }
    }

    private static void AssertAgrees(JsonElement told, EngineView view)
    {
        Assert.Equal(told.GetProperty("stateHash").GetString(), $"{view.Health.Ended.StateHash:x16}");
        Assert.Equal(0, view.Orders.Live.Count);
        Assert.True(view.Instruments.Count >= 40);
        var positions = told.GetProperty("positions").EnumerateArray()
            .Where(p => p.GetProperty("fees").GetInt64() != 0 || p.GetProperty("realizedPnl").GetInt64() != 0)
            .Select(p => (p.GetProperty("strategy").GetUInt16(), p.GetProperty("instrument").GetUInt32(),
                p.GetProperty("lots").GetInt64(), p.GetProperty("cost").GetInt64(), p.GetProperty("realizedPnl").GetInt64()));
        var seen = view.Positions.Rows.Rows.ToArray()
            .Where(p => p.Fees != 0 || p.RealizedPnl != 0)
            .Select(p => (p.StrategyId, p.InstrumentId, p.Quantity, p.Cost, p.RealizedPnl));
        Assert.NotEmpty(seen);
        Assert.Equal(positions.Order(), seen.Order());
        foreach (var wallet in told.GetProperty("ledger").EnumerateArray())
            foreach (var balance in wallet.GetProperty("balances").EnumerateObject())
                Assert.Equal(
                    balance.Value.GetInt64(),
                    view.Wallets.BalanceOf(
                        wallet.GetProperty("account").GetUInt32(), Currency.Of(wallet.GetProperty("currency").GetString()!).Code,
                        Enum.Parse<LedgerAccount>(balance.Name)));
    }

    private static Process Start(string channel) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            BuiltHost.Assembly, "engine", "--config", EngineVerb.Example("demo"), "--set", "output.liveView=off", "output.report=json",
            "journal.durability=off", $"multicast.channel={channel}", "pipeline.speed=1", "feeds.0.events=60000",
            "feeds.0.eventsPerSecond=10000", "feeds.0.instruments=40",
        ])
    {
        RedirectStandardOutput = true,
    })!;

    private static void Await(Func<bool> isThere, params EngineViewer[] viewers)
    {
        var watch = Stopwatch.StartNew();
        while (!isThere())
        {
            Assert.True(watch.Elapsed < Patience, string.Join(", ", viewers.Select(viewer => $"{viewer.State} {viewer.Follower.Gaps}")));
            if (viewers.Sum(viewer => viewer.Poll()) == 0) Thread.Sleep(1);
        }
    }
}
