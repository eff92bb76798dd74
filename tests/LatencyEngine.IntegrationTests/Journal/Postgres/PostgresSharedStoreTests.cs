using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>Others append to the same store as Marten does, by the store's own sequence; nothing is lost or doubled.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresSharedStoreTests(PostgresServer server) : IDisposable
{
    private readonly JournalScript _script = new();
    private int _foreign;

    public void Dispose() => _script.Dispose();

    [PostgresTheory]
    [InlineData(StoreLayout.Stock)]
    [InlineData(StoreLayout.Segments)]
    public async Task The_first_append_of_others_moves_our_numbers_to_the_stores_sequence(StoreLayout layout)
    {
        var options = Options() with { Layout = layout };
        _script.BeginSession();
        _script.Append(499);
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await shipper.DrainAsync(500);
        Assert.False(shipper.Status.SharesSequence);
        Assert.Equal(501, await AppendAsync(options.Schema!));
        _script.Append(500);
        await shipper.DrainAsync(1_000);
        Assert.True(shipper.Status.SharesSequence);
        Assert.Equal(1_002L, await AppendAsync(options.Schema!));
        await StoreContents.AssertIsAsync(_script, options, server.ConnectionString);
        await AssertNumbersAreUniqueAsync(options.Schema!);
    }

    [PostgresTheory]
    [InlineData(StoreLayout.Stock, SequenceSource.Automatic)]
    [InlineData(StoreLayout.Segments, SequenceSource.Store)]
    public async Task Appends_of_others_at_the_same_time_are_kept_apart(StoreLayout layout, SequenceSource source)
    {
        var options = Options() with { Layout = layout, Sequence = source, BatchRowsMax = 50 };
        _script.BeginSession();
        _script.Append(9);
        await using var shipper = new Shipper(_script.Open(), options);
        shipper.Start();
        await shipper.DrainAsync(10);
        _script.Append(5_000);
        var others = Enumerable.Range(0, 2).Select(_ => AppendManyAsync(options.Schema!, 100)).ToList();
        await shipper.DrainAsync(_script.LastSequence);
        await Task.WhenAll(others);
        await StoreContents.AssertIsAsync(_script, options, server.ConnectionString);
        await AssertNumbersAreUniqueAsync(options.Schema!);
    }

    [PostgresFact]
    public async Task Two_shards_share_a_store()
    {
        var schema = server.NewSchema();
        using var other = new JournalScript();
        _script.WriteSession(1_000);
        other.WriteSession(1_000);
        await using var one = new Shipper(_script.Open(), Options() with { Schema = schema, Shard = 1, BatchRowsMax = 100 });
        await using var two = new Shipper(other.Open(), Options() with { Schema = schema, Shard = 2, BatchRowsMax = 100 });
        one.Start();
        two.Start();
        await one.DrainAsync(1_000);
        await two.DrainAsync(1_000);
        foreach (var (shard, script) in new[] { (1, _script), (2, other) })
        {
            using var stored = new PostgresJournal(server.ConnectionString, schema, shard);
            Assert.Equal(JournalScript.Lines(script.Open()), JournalScript.Lines(stored));
        }
        await AssertNumbersAreUniqueAsync(schema);
    }

    /// <summary>As Marten's quick append does: a number of the sequence, in the transaction of the event.</summary>
    private async Task<long> AppendAsync(MartenSchema schema)
    {
        var stream = $"theirs-{Interlocked.Increment(ref _foreign)}";
        await using var connection = await server.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $$"""
              insert into {{schema.Quoted}}.mt_streams (id, version) values ('{{stream}}', 1);
              insert into {{schema.Quoted}}.mt_events (seq_id, id, stream_id, version, data, type, timestamp)
              values (nextval('{{schema.Quoted}}.mt_events_sequence'), gen_random_uuid(), '{{stream}}', 1, '{}', 'theirs', now())
              returning seq_id
              """,
            connection, transaction);
        var number = (long)(await command.ExecuteScalarAsync())!;
        await transaction.CommitAsync();
        return number;
    }

    /// <summary>One that meets a number of ours fails, loudly, and is tried again, as with any writer that is not Marten.</summary>
    private async Task AppendManyAsync(MartenSchema schema, int count)
    {
        for (var done = 0; done < count;)
        {
            try
            {
                await AppendAsync(schema);
                done++;
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Once, before the shipper notices.
            }
        }
    }

    private async Task AssertNumbersAreUniqueAsync(MartenSchema schema) => Assert.Equal(
        true,
        await StoreContents.AskAsync(
            server.ConnectionString, $"select count(distinct seq_id) = count(*) from {schema.Quoted}.mt_events"));

    private ShipperOptions Options() => new()
    {
        ConnectionString = server.ConnectionString,
        Schema = server.NewSchema(),
        BatchPause = TimeSpan.FromMilliseconds(1),
        RetryAfterMin = TimeSpan.FromMilliseconds(2),
        RetryAfterMax = TimeSpan.FromMilliseconds(20),
    };
}
