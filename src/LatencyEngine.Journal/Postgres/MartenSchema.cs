using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Journal.Postgres.Schema;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// The schema of the event store: made where there is none, brought to our version where it is older, and checked where
/// Marten made it. Cold; several processes may do so at once.
/// </summary>
public sealed class MartenSchema
{
    /// <summary>Of our own tables; see <see cref="StoreTables"/>.</summary>
    public const int Version = 1;

    public const string DefaultName = "engine";
    private const int NameCharsMax = 63;
    private const string LockPrefix = "engine store ";

    /// <param name="name">As the catalogue has it; no quotes needed.</param>
    public MartenSchema(string name = DefaultName)
    {
        if (name.Length is 0 or > NameCharsMax || name.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"the name of a schema has 1 to {NameCharsMax} characters, found '{name}'", nameof(name));
        Name = name;
        Quoted = Quote(name);
    }

    public string Name { get; }

    /// <summary>For SQL text.</summary>
    public string Quoted { get; }

    /// <summary>The key of an advisory lock that stands for a part of this store within its database.</summary>
    internal long LockKeyOf(string part) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{LockPrefix}{Name} {part}")));

    /// <summary>The first schema of the connection string's search path; ours by default.</summary>
    public static MartenSchema Of(string connectionString)
    {
        var path = new NpgsqlConnectionStringBuilder(connectionString).SearchPath;
        var first = path?.Split(',')[0].Trim().Trim('"');
        return new MartenSchema(string.IsNullOrEmpty(first) ? DefaultName : first);
    }

    /// <summary>Makes what is missing, in one transaction; a second call changes nothing.</summary>
    /// <exception cref="SchemaException">What is there is not what the event store needs.</exception>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKeyOf("schema")})", cancellation).ConfigureAwait(false);
        if (!await ExistsAsync(connection, "", cancellation).ConfigureAwait(false))
            await RunAsync(connection, $"create schema {Quoted}", cancellation).ConfigureAwait(false);
        if (await HasMartenAsync(connection, cancellation).ConfigureAwait(false))
            await SchemaCheck.RunAsync(connection, Name, cancellation).ConfigureAwait(false);
        else await RunAllAsync(connection, MartenTables.Statements(Quoted), cancellation).ConfigureAwait(false);
        await MigrateAsync(connection, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether the store was ever made: its readers make nothing.</summary>
    public Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellation = default) =>
        ExistsAsync(connection, StoreTables.Sessions, cancellation);

    internal static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private async Task<bool> HasMartenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var table in MartenTables.All)
        {
            if (await ExistsAsync(connection, table, cancellation).ConfigureAwait(false)) return true;
        }
        return false;
    }

    /// <param name="table">Empty: the schema itself.</param>
    private async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        const string Query =
            """
            select exists (select from pg_namespace n where n.nspname = $1
                and ($2 = '' or exists (select from pg_class c where c.relnamespace = n.oid and c.relname = $2)))
            """;
        await using var command = new NpgsqlCommand(Query, connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = table } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await RunAsync(connection, StoreTables.StoreStatement(Quoted), cancellation).ConfigureAwait(false);
        var store = $"{Quoted}.{StoreTables.Store}";
        await RunAsync(connection, $"insert into {store} (id, version) values (1, 0) on conflict do nothing", cancellation)
            .ConfigureAwait(false);
        await using var ask = new NpgsqlCommand($"select version from {store}", connection);
        var found = (int)(await ask.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        if (found > Version)
            throw new SchemaException($"schema '{Name}' is of version {found}, made by a later engine; this one knows up to {Version}");
        foreach (var step in StoreTables.Steps(Quoted).Skip(found))
            await RunAllAsync(connection, step, cancellation).ConfigureAwait(false);
        if (found < Version)
            await RunAsync(connection, $"update {store} set version = {Version}", cancellation).ConfigureAwait(false);
    }

    private static async Task RunAllAsync(
        NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements) await RunAsync(connection, statement, cancellation).ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
