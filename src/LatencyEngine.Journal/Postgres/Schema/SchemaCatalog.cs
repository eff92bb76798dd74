using Npgsql;

namespace LatencyEngine.Journal.Postgres.Schema;

/// <summary>A column as the server's catalogue has it.</summary>
internal sealed record CatalogColumn(string Type, bool MustBeGiven);

/// <summary>A table as the server's catalogue has it.</summary>
/// <param name="Kind">The catalogue's letter: r is a plain table, p a partitioned one.</param>
/// <param name="PrimaryKey">Its columns, separated by ", "; empty when there is none.</param>
internal sealed record CatalogTable(
    char Kind, Dictionary<string, CatalogColumn> Columns, string PrimaryKey, HashSet<string> UniqueIndexes);

/// <summary>Reads the tables of a schema from the server's catalogue.</summary>
internal static class SchemaCatalog
{
    private const string ColumnsQuery =
        """
        select c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod),
               a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attgenerated = ''
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = $1 and c.relkind in ('r', 'p') and c.relname like 'mt\_%'
        order by c.relname, a.attnum
        """;

    private const string KeysQuery =
        """
        select c.relname, i.indisprimary,
               (select string_agg(a.attname, ', ' order by k.place)
                from unnest(i.indkey) with ordinality k(number, place)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number)
        from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $1 and i.indisunique and i.indpred is null and i.indexprs is null and c.relname like 'mt\_%'
        """;

    public static async Task<Dictionary<string, CatalogTable>> ReadAsync(
        NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var tables = await ReadColumnsAsync(connection, schema, cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(KeysQuery, connection) { Parameters = { new() { Value = schema } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var name = reader.GetString(0);
            var columns = reader.GetString(2);
            if (reader.GetBoolean(1)) tables[name] = tables[name] with { PrimaryKey = columns };
            else tables[name].UniqueIndexes.Add(columns);
        }
        return tables;
    }

    private static async Task<Dictionary<string, CatalogTable>> ReadColumnsAsync(
        NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, CatalogTable>();
        await using var command = new NpgsqlCommand(ColumnsQuery, connection) { Parameters = { new() { Value = schema } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var name = reader.GetString(0);
            if (!tables.TryGetValue(name, out var table))
                tables[name] = table = new CatalogTable(reader.GetChar(1), [], "", []);
            table.Columns[reader.GetString(2)] = new CatalogColumn(reader.GetString(3), reader.GetBoolean(4));
        }
        return tables;
    }
}
