using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>Whatever is interrupted, at whatever byte: every record is in the store once.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresInterruptionTests(PostgresServer server) : IDisposable
{
    private const int RecordsPerCut = 300;
    private const int LagMax = 5_000;
    private const int SetUpBytes = 24_000;
    private const int CopyBytes = 120_000;

    private readonly JournalScript _script = new();

    /// <summary>More of them than usual, for a long night.</summary>
    private static int? MoreCuts =>
        int.TryParse(Environment.GetEnvironmentVariable("LATENCYENGINE_CUTS"), out var cuts) ? cuts : null;

    public void Dispose() => _script.Dispose();

    [PostgresTheory]
    [InlineData(StoreLayout.Stock, SequenceSource.Automatic, 50)]
    [InlineData(StoreLayout.Segments, SequenceSource.Automatic, 50)]
    [InlineData(StoreLayout.Stock, SequenceSource.Store, 15)]
    public async Task A_shipper_cut_off_at_any_byte_leaves_every_record_once(StoreLayout layout, SequenceSource source, int cuts)
    {
        using var proxy = new CuttingProxy(server.ConnectionString);
        var options = Options(proxy.ConnectionString) with { Layout = layout, Sequence = source, Projections = [new CountingProjection()] };
        var chance = new Random(7);
        _script.BeginSession();
        for (var i = 0; i < (MoreCuts ?? cuts); i++)
        {
            _script.Append(RecordsPerCut);
            proxy.Allow(chance.Next(i % 3 == 0 ? SetUpBytes : CopyBytes));
            await ShipUntilCutAsync(proxy, options, isAnother: i % 2 == 0);
            if (i % 10 != 9) continue;
            _script.EndSession();
            _script.BeginSession();
        }
        proxy.Allow(long.MaxValue);
        await DrainAsync(options);
        await StoreContents.AssertIsAsync(_script, options, server.ConnectionString);
        var last = _script.LastSequence;
        Assert.Equal(
            $"{last} {last * (last + 1) / 2}",
            await StoreContents.AskAsync(
                server.ConnectionString, $"select concat(records, ' ', sum) from {options.Schema!.Quoted}.counts"));
    }

    [PostgresTheory]
    [InlineData(StoreLayout.Stock)]
    [InlineData(StoreLayout.Segments)]
    public async Task A_server_that_crashes_under_load_gets_what_it_lost_again(StoreLayout layout)
    {
        var options = Options(server.ConnectionString) with { Layout = layout, LogDurableSequence = () => _script.Writer.DurableSequence };
        _script.BeginSession();
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        for (var crash = 0; crash < 3; crash++)
        {
            await LoadUntilAsync(shipper, shipper.CommittedSequence + 2_000);
            await server.Cluster.CrashAsync();
        }
        await shipper.DrainAsync(_script.LastSequence);
        Assert.True(shipper.Status.Failures > 0);
        await StoreContents.AssertIsAsync(_script, options, server.ConnectionString);
    }

    [PostgresFact]
    public async Task A_server_that_is_stopped_for_a_while_is_caught_up_with()
    {
        var options = Options(server.ConnectionString) with { LogDurableSequence = () => _script.Writer.DurableSequence };
        _script.BeginSession();
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await LoadUntilAsync(shipper, 2_000);
        await server.Cluster.StopAsync("fast");
        _script.Append(20_000);
        while (shipper.Status.State != ShipperState.Down) await Task.Delay(1);
        Assert.True(shipper.Status is { LagRecords: > 19_000, LagBytes: > 19_000 * 50, Reason.Length: > 0 }, shipper.Status.ToString());
        await server.Cluster.RestartAsync();
        await shipper.DrainAsync(_script.LastSequence);
        Assert.Equal(0, shipper.Status.LagRecords);
        await StoreContents.AssertIsAsync(_script, options, server.ConnectionString);
    }

    /// <summary>One shipper that finds its way after the cut, or one that is gone with it and another that comes after.</summary>
    private async Task ShipUntilCutAsync(CuttingProxy proxy, ShipperOptions options, bool isAnother)
    {
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        var drained = shipper.DrainAsync(_script.LastSequence);
        await Task.WhenAny(proxy.Cut, drained);
        if (isAnother) return;
        proxy.Allow(long.MaxValue);
        await drained;
    }

    private async Task DrainAsync(ShipperOptions options)
    {
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await shipper.DrainAsync(_script.LastSequence);
    }

    private async Task LoadUntilAsync(Shipper shipper, long committed)
    {
        while (shipper.CommittedSequence < committed)
        {
            if (shipper.Status.LagRecords < LagMax) _script.Append(200);
            await Task.Delay(1);
        }
    }

    private ShipperOptions Options(string connectionString) => new()
    {
        ConnectionString = connectionString,
        Schema = server.NewSchema(),
        BatchRowsMax = 100,
        BatchPause = TimeSpan.FromMilliseconds(1),
        RetryAfterMin = TimeSpan.FromMilliseconds(2),
        RetryAfterMax = TimeSpan.FromMilliseconds(50),
    };
}
