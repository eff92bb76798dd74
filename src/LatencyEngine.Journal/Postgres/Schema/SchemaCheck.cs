using Npgsql;

namespace LatencyEngine.Journal.Postgres.Schema;

/// <summary>
/// Holds the tables of an existing Marten store against what the shipper writes and Marten reads. Says every difference
/// with table, column, what was expected and what was found; columns of Marten's options that may stay empty are allowed.
/// </summary>
internal static class SchemaCheck
{
    private const string Guid = "uuid";
    private const string Text = "character varying";
    private const string BigInt = "bigint";
    private const string Time = "timestamp with time zone";
    private const string Flag = "boolean";
    private const char Partitioned = 'p';

    private static readonly Dictionary<string, (string Column, string Type)[]> Expected = new()
    {
        [MartenTables.Streams] =
        [
            ("id", Text), ("type", Text), ("version", BigInt), ("timestamp", Time), ("created", Time), ("tenant_id", Text),
            ("is_archived", Flag),
        ],
        [MartenTables.Events] =
        [
            ("seq_id", BigInt), ("id", Guid), ("stream_id", Text), ("version", BigInt), ("data", "jsonb"), ("bdata", "bytea"),
            ("type", "character varying(500)"), ("timestamp", Time), ("tenant_id", Text), ("mt_dotnet_type", Text), ("is_archived", Flag),
        ],
        [MartenTables.Progression] = [("name", Text), ("last_seq_id", BigInt), ("last_updated", Time)],
    };

    private static readonly Dictionary<string, string> PrimaryKeys = new()
    {
        [MartenTables.Streams] = "id",
        [MartenTables.Events] = "seq_id",
        [MartenTables.Progression] = "name",
    };

    /// <exception cref="SchemaException">There are differences.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var tables = await SchemaCatalog.ReadAsync(connection, schema, cancellation).ConfigureAwait(false);
        var differences = Expected.Keys.SelectMany(name => Compare(name, tables.GetValueOrDefault(name))).ToList();
        if (differences.Count > 0)
            throw new SchemaException(
                $"the tables of Marten in schema '{schema}' are not those of the event store: {string.Join("; ", differences)}");
    }

    private static IEnumerable<string> Compare(string name, CatalogTable? table)
    {
        if (table == null) return [$"{name} is missing, though the schema has other tables of Marten"];
        if (LayoutOf(name, table) is { } layout) return [layout];
        return [.. CompareColumns(name, table), .. CompareKeys(name, table), .. CompareIndexes(name, table)];
    }

    /// <summary>Options of Marten that make another store: one sentence tells more than ten columns.</summary>
    private static string? LayoutOf(string name, CatalogTable table)
    {
        if (table.Kind == Partitioned) return $"{name} is partitioned; expected a plain table (no archived or tenant partitioning)";
        if (table.PrimaryKey.Split(", ").Contains("tenant_id"))
            return $"{name} is kept by tenant, its key is ({table.PrimaryKey}); expected one tenant, key ({PrimaryKeys[name]})";
        var identity = name == MartenTables.Streams ? "id" : name == MartenTables.Events ? "stream_id" : null;
        return identity != null && table.Columns.GetValueOrDefault(identity)?.Type == Guid
            ? $"{name}.{identity} is uuid, so streams are identified by Guid; expected {Text} (StreamIdentity.AsString)"
            : null;
    }

    private static IEnumerable<string> CompareColumns(string name, CatalogTable table)
    {
        foreach (var (column, type) in Expected[name])
        {
            if (!table.Columns.TryGetValue(column, out var found))
                yield return $"{name}.{column} is missing; expected {type}{HintOn(column)}";
            else if (found.Type != type) yield return $"{name}.{column} is {found.Type}; expected {type}";
        }
        foreach (var (column, found) in table.Columns)
        {
            if (found.MustBeGiven && Expected[name].All(expected => expected.Column != column))
                yield return $"{name}.{column} is not null and has no default; the shipper does not know it";
        }
    }

    private static string HintOn(string column) => column == "bdata" ? " (Marten 9.3 or later makes it)" : "";

    private static IEnumerable<string> CompareKeys(string name, CatalogTable table) =>
        table.PrimaryKey == PrimaryKeys[name]
            ? []
            : [$"{name} has the primary key ({table.PrimaryKey}); expected ({PrimaryKeys[name]})"];

    private static IEnumerable<string> CompareIndexes(string name, CatalogTable table) =>
        name != MartenTables.Events || table.UniqueIndexes.Contains("stream_id, version")
            ? []
            : [$"{name} has no unique index on (stream_id, version)"];
}
