using LatencyEngine.Journal.Postgres;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>
/// The server's catalogue of our tables, held against what genuine Martens left there: recorded from an empty database on
/// which Marten applied its own configuration, with streams identified by strings and nothing else chosen.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class GenuineCatalogTests(PostgresServer server)
{
    private const string Tables = "('mt_streams', 'mt_events', 'mt_event_progression', 'mt_high_water_skips')";

    // A default that the server froze when the table was made differs with every recording.
    private const string Query =
        $"""
        select line from (
            select 1 as part, c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || case when a.attnotnull then ' not null' else '' end
                || coalesce(' default ' || case when pg_get_expr(d.adbin, d.adrelid) ~ '^''[0-9]+-' then 'FROZEN'
                    else pg_get_expr(d.adbin, d.adrelid) end, '') as line
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where n.nspname = $1 and c.relkind in ('r', 'p') and c.relname in {Tables}
            union all
            select 2, r.conname || ' on ' || c.relname || ' ' || replace(pg_get_constraintdef(r.oid), n.nspname || '.', '')
            from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_namespace n on n.oid = r.connamespace
            where n.nspname = $1 and c.relname in {Tables} and r.contype <> 'n'
            union all
            select 3, replace(pg_get_indexdef(i.indexrelid), n.nspname || '.', '')
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname in {Tables}
            union all
            select 4, 'sequence ' || c.relname || ' ' || format_type(s.seqtypid, null) || ' start ' || s.seqstart
                || ' by ' || s.seqincrement || ' cache ' || s.seqcache || coalesce(' owned by ' || (
                    select o.relname || '.' || oa.attname from pg_depend dp join pg_class o on o.oid = dp.refobjid
                    join pg_attribute oa on oa.attrelid = o.oid and oa.attnum = dp.refobjsubid
                    where dp.objid = c.oid and dp.deptype = 'a'), '')
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1
        ) facts order by part, line collate "C"
        """;

    [PostgresFact]
    public async Task Our_catalogue_is_that_of_marten_9_29_but_for_its_frozen_default()
    {
        await using var connection = await server.OpenAsync();
        var schema = server.NewSchema();
        await schema.EnsureAsync(connection);
        Assert.Equal(
            Recorded("9.29").Select(fact => fact.Replace("default FROZEN", "default now()", StringComparison.Ordinal)),
            await ReadAsync(connection, schema));
    }

    [Fact]
    public void What_marten_9_60_adds_may_stay_empty()
    {
        var (older, newer) = (Recorded("9.29"), Recorded("9.60"));
        Assert.Empty(older.Except(newer));
        Assert.All(newer.Except(older), fact => Assert.True(
            !fact.Contains(" not null", StringComparison.Ordinal) || fact.Contains(" default ", StringComparison.Ordinal), fact));
    }

    private static string[] Recorded(string version) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Journal", "Postgres", $"marten-{version}-catalog.txt"));

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, MartenSchema schema)
    {
        var facts = new List<string>();
        await using var command = new NpgsqlCommand(Query, connection) { Parameters = { new() { Value = schema.Name } } };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) facts.Add(reader.GetString(0));
        return facts;
    }
}
