using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>What the log has is in the store, once, as Marten expects it, and reads back as the same bytes.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresShipperTests(PostgresServer server) : IDisposable
{
    private readonly JournalScript _script = new();

    public void Dispose() => _script.Dispose();

    [PostgresTheory]
    [InlineData(StoreLayout.Stock, "audited", SequenceSource.Automatic)]
    [InlineData(StoreLayout.Stock, "all", SequenceSource.Store)]
    [InlineData(StoreLayout.Segments, "audited", SequenceSource.Automatic)]
    [InlineData(StoreLayout.Segments, "none", SequenceSource.Store)]
    public async Task Sessions_read_back_as_the_bytes_that_were_logged(StoreLayout layout, string audit, SequenceSource source)
    {
        var options = Options() with { Layout = layout, Audit = AuditPolicy.Find(audit)!, Sequence = source, BatchRowsMax = 300 };
        _script.WriteSession(2_000);
        _script.WriteSession(1_000);
        _script.BeginSession();
        _script.Append(500);
        await ShipAsync(options);
        using var stored = new PostgresJournal(options.ConnectionString, options.Schema);
        Assert.Equal(JournalScript.Lines(_script.Open()), JournalScript.Lines(stored));
        Assert.Equal([true, true, false], stored.ListSessions().Select(session => session.IsEnded));
    }

    [PostgresFact]
    public async Task Rows_are_what_marten_expects()
    {
        var options = Options();
        _script.WriteSession(100);
        await ShipAsync(options);
        await using var connection = await server.OpenAsync();
        var schema = options.Schema!.Quoted;
        async Task<object?> Ask(string what, string of = "mt_events") => await AskAsync(connection, $"select {what} from {schema}.{of}");
        Assert.Equal("1-100 1-100", await Ask("concat(min(seq_id), '-', max(seq_id), ' ', min(version), '-', max(version))"));
        Assert.Equal(100L, await Ask("count(*)", "mt_events where seq_id = version and stream_id = 'engine-0-session-1'"));
        Assert.Equal(100L, await Ask("version", "mt_streams"));
        Assert.Equal(100L, await Ask("last_value", "mt_events_sequence"));
        Assert.Equal(0L, await Ask("count(*)", "mt_events where tenant_id <> '*DEFAULT*' or is_archived or mt_dotnet_type is not null"));
        Assert.Equal(0L, await Ask("count(*)", "mt_events where (bdata is null) = (data = '{}')"));
        Assert.Equal("session_started", await Ask("type", "mt_events where version = 1"));
        Assert.Equal("session_ended", await Ask("type", "mt_events where version = 100"));
        Assert.Equal(EventId.Of(0, 1, 42), await Ask("id", "mt_events where version = 42"));
        Assert.Equal("order_filled", await Ask("type", "mt_events where data->>'Price' = '-6'"));
        Assert.Equal(
            JournalScript.TimeOf(6) / 1_000,
            await Ask("(extract(epoch from timestamp) * 1000000)::bigint", "mt_events where version = 7"));
    }

    [PostgresTheory]
    [InlineData(StoreLayout.Stock)]
    [InlineData(StoreLayout.Segments)]
    public async Task A_log_is_followed_while_it_is_written(StoreLayout layout)
    {
        var options = Options() with { Layout = layout, LogDurableSequence = () => _script.Writer.DurableSequence };
        _script.BeginSession();
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 20; j++) _script.Append(50);
            await shipper.DrainAsync(_script.LastSequence);
        }
        _script.EndSession();
        _script.WriteSession(10); // Another session follows at once.
        await shipper.DrainAsync(_script.LastSequence);
        using var stored = new PostgresJournal(options.ConnectionString, options.Schema);
        Assert.Equal(JournalScript.Lines(_script.Open()), JournalScript.Lines(stored));
        Assert.Equal((0L, 0L, _script.LastSequence), (shipper.Status.LagRecords, shipper.Status.Failures, shipper.ShippedSequence));
    }

    [PostgresFact]
    public async Task Nothing_above_the_durable_sequence_is_shipped()
    {
        var durable = 40L;
        _script.BeginSession();
        _script.Append(99);
        await using var shipper = new Shipper(_script.Open(), Options() with { LogDurableSequence = () => Volatile.Read(ref durable) });
        shipper.Start();
        await shipper.DrainAsync(40);
        Assert.Equal(40, shipper.CommittedSequence);
        Volatile.Write(ref durable, 100);
        await shipper.DrainAsync(100);
    }

    [PostgresFact]
    public async Task A_second_shipper_waits_for_the_first()
    {
        var options = Options();
        _script.WriteSession(10);
        var first = new Shipper(_script.Open(), options);
        first.Start();
        await first.DrainAsync(10);
        await using var second = new Shipper(_script.Open(), options);
        second.Start();
        await UntilAsync(second, status => status.State == ShipperState.Down);
        Assert.Contains("another shipper", second.Status.Reason, StringComparison.Ordinal);
        await first.DisposeAsync();
        await second.DrainAsync(10);
    }

    [PostgresFact]
    public async Task A_stream_that_somebody_else_appended_to_stops_the_shipper()
    {
        var options = Options();
        _script.BeginSession();
        _script.Append(9);
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await shipper.DrainAsync(10);
        await RunAsync($"update {options.Schema!.Quoted}.mt_streams set version = 11");
        _script.Append(5);
        var stopped = await Assert.ThrowsAsync<JournalException>(() => shipper.DrainAsync(15));
        Assert.Contains("no longer at version 10", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(ShipperState.Stopped, shipper.Status.State);
    }

    [PostgresFact]
    public async Task Another_journal_is_not_mixed_in()
    {
        var options = Options();
        _script.WriteSession(10);
        await ShipAsync(options);
        using var other = new JournalScript();
        other.BeginSession();
        other.Append(20); // The same session, grown differently: its tenth record is another one.
        await using var shipper = new Shipper(other.Open(), options);
        shipper.Start();
        var stopped = await Assert.ThrowsAsync<JournalException>(() => shipper.DrainAsync(20));
        Assert.Contains("record 10 of 'engine-0-session-1' is not the same", stopped.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_log_that_lost_its_end_is_not_mixed_in()
    {
        var options = Options();
        _script.BeginSession();
        _script.Append(19);
        await ShipAsync(options);
        using var shorter = new JournalScript();
        shorter.BeginSession();
        shorter.Append(9);
        await using var shipper = new Shipper(shorter.Open(), options);
        shipper.Start();
        var stopped = await Assert.ThrowsAsync<JournalException>(() => shipper.DrainAsync(20));
        Assert.Contains("ends with record 10, and the store has it up to 20", stopped.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_role_that_may_not_skip_foreign_keys_ships_with_them()
    {
        var options = Options();
        var name = options.Schema!.Name;
        await RunAsync($"create role writer_{name} login; create schema {name} authorization writer_{name}");
        var limited = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "writer_" + name };
        _script.WriteSession(500);
        await using var shipper = new Shipper(_script.Open(), options with { ConnectionString = limited.ConnectionString });
        shipper.Start();
        await shipper.DrainAsync(500);
        Assert.True(shipper.Status.ChecksForeignKeys);
    }

    private ShipperOptions Options() => new()
    {
        ConnectionString = server.ConnectionString,
        Schema = server.NewSchema(),
        RetryAfterMin = TimeSpan.FromMilliseconds(5),
        RetryAfterMax = TimeSpan.FromMilliseconds(50),
        BatchPause = TimeSpan.FromMilliseconds(1),
    };

    private async Task ShipAsync(ShipperOptions options)
    {
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await shipper.DrainAsync(_script.LastSequence);
    }

    private static async Task UntilAsync(Shipper shipper, Func<ShipperStatus, bool> condition)
    {
        while (!condition(shipper.Status)) await Task.Delay(1);
    }

    private async Task RunAsync(string statement)
    {
        await using var connection = await server.OpenAsync();
        await AskAsync(connection, statement);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync();
    }
}
