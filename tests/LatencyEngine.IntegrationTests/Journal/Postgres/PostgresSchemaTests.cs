using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Schema;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>Our schema is Marten's, by the server's own catalogue; what differs is refused with words.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresSchemaTests(PostgresServer server)
{
    [PostgresFact]
    public async Task Our_tables_are_those_of_a_genuine_marten()
    {
        await using var connection = await server.OpenAsync();
        var (ours, genuine) = (server.NewSchema(), server.NewSchema());
        await ours.EnsureAsync(connection);
        await RunAsync(connection, $"create schema {genuine.Quoted}; {GenuineTables.For(genuine)}");
        Assert.Equal(await DescribeAsync(connection, genuine), await DescribeAsync(connection, ours));
    }

    [PostgresFact]
    public async Task Making_the_schema_again_changes_nothing()
    {
        await using var connection = await server.OpenAsync();
        var schema = server.NewSchema();
        await schema.EnsureAsync(connection);
        var before = await DescribeAsync(connection, schema);
        await schema.EnsureAsync(connection);
        Assert.Equal(before, await DescribeAsync(connection, schema));
        Assert.True(await schema.ExistsAsync(connection));
    }

    [PostgresFact]
    public async Task Tables_that_marten_made_are_taken_as_they_are()
    {
        await using var connection = await server.OpenAsync();
        var schema = server.NewSchema();
        await RunAsync(connection, $"create schema {schema.Quoted}; {GenuineTables.For(schema)}");
        await RunAsync(connection, $"alter table {schema.Quoted}.mt_events add headers jsonb, add correlation_id varchar");
        await schema.EnsureAsync(connection);
        Assert.True(await schema.ExistsAsync(connection));
    }

    [PostgresTheory]
    [InlineData("alter table {0}.mt_events drop bdata", "mt_events.bdata is missing; expected bytea (Marten 9.3 or later makes it)")]
    [InlineData("alter table {0}.mt_events alter seq_id type int", "mt_events.seq_id is integer; expected bigint")]
    [InlineData("alter table {0}.mt_events add price money not null", "mt_events.price is not null and has no default")]
    [InlineData("drop index {0}.pk_mt_events_stream_and_version", "mt_events has no unique index on (stream_id, version)")]
    [InlineData("alter table {0}.mt_events drop constraint pkey_mt_events_seq_id", "mt_events has the primary key (); expected (seq_id)")]
    [InlineData("drop table {0}.mt_event_progression", "mt_event_progression is missing, though the schema has other tables")]
    [InlineData(
        "alter table {0}.mt_events drop constraint fkey_mt_events_stream_id; "
        + "alter table {0}.mt_streams drop constraint pkey_mt_streams_id, add primary key (tenant_id, id)",
        "mt_streams is kept by tenant, its key is (tenant_id, id); expected one tenant")]
    [InlineData(
        "alter table {0}.mt_events drop constraint fkey_mt_events_stream_id; "
            + "alter table {0}.mt_events alter stream_id type uuid using null",
        "mt_events.stream_id is uuid, so streams are identified by Guid; expected character varying (StreamIdentity.AsString)")]
    [InlineData(
        "drop table {0}.mt_events; create table {0}.mt_events (seq_id bigint, is_archived bool) partition by list (is_archived)",
        "mt_events is partitioned; expected a plain table")]
    public async Task A_store_of_another_layout_is_refused_with_words(string change, string expected)
    {
        await using var connection = await server.OpenAsync();
        var schema = server.NewSchema();
        await RunAsync(connection, $"create schema {schema.Quoted}; {GenuineTables.For(schema)}");
        await RunAsync(connection, change.Replace("{0}", schema.Quoted, StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<SchemaException>(() => schema.EnsureAsync(connection));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_store_of_a_later_engine_is_refused()
    {
        await using var connection = await server.OpenAsync();
        var schema = server.NewSchema();
        await schema.EnsureAsync(connection);
        await RunAsync(connection, $"update {schema.Quoted}.engine_store set version = 999");
        var refusal = await Assert.ThrowsAsync<SchemaException>(() => schema.EnsureAsync(connection));
        Assert.Contains("version 999", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Several_processes_may_make_the_schema_at_once()
    {
        var schema = server.NewSchema();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnsureAsync(schema)));
    }

    private async Task EnsureAsync(MartenSchema schema)
    {
        await using var connection = await server.OpenAsync();
        await schema.EnsureAsync(connection);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statements)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every column, default, constraint, index and sequence of Marten's tables, as lines.</summary>
    private static async Task<List<string>> DescribeAsync(NpgsqlConnection connection, MartenSchema schema)
    {
        const string Query =
            """
            select replace(line, $1 || '.', '') from (
                select concat_ws(' ', 'column', table_name, ordinal_position, column_name, data_type, character_maximum_length,
                    is_nullable, column_default) as line
                from information_schema.columns where table_schema = $1
                union all select concat_ws(' ', 'constraint', conname, contype, condeferrable, pg_get_constraintdef(oid))
                from pg_constraint where connamespace = $1::regnamespace
                union all select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname = $1
                union all select concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by, cache_size, cycle)
                from pg_sequences where schemaname = $1
                union all select concat_ws(' ', 'owned', d.objid::regclass, d.refobjid::regclass, d.refobjsubid)
                from pg_depend d join pg_class c on c.oid = d.objid
                where c.relnamespace = $1::regnamespace and c.relkind = 'S' and d.deptype = 'a') as lines
            where line not like '%engine\_%' order by 1
            """;
        await using var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = schema.Name } } };
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        Assert.True(lines.Count > 30, "the catalogue was read");
        return lines;
    }
}
