using System.Globalization;
using LatencyEngine.Journal.Postgres.Schema;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// The shipper's one connection: it holds the lock of the store, has checked the schema, and runs with what our role may
/// switch off. One thread.
/// </summary>
internal sealed class StoreConnection : IAsyncDisposable
{
    private const int StatementsPrepared = 16;
    private const int KeepAliveSeconds = 10;

    private StoreConnection(string connectionString, MartenSchema schema)
    {
        (ConnectionString, Schema) = (connectionString, schema);
        Connection = new NpgsqlConnection(connectionString);
    }

    /// <summary>For a second connection.</summary>
    public string ConnectionString { get; }

    public NpgsqlConnection Connection { get; }

    public MartenSchema Schema { get; }

    /// <summary>Whether our role may not do without the check of every row's foreign key.</summary>
    public bool ChecksForeignKeys { get; private set; }

    /// <exception cref="StoreBusyException">Another shipper writes to the store.</exception>
    /// <exception cref="SchemaException">The tables that are there will not do.</exception>
    public static async Task<StoreConnection> OpenAsync(ShipperOptions options, CancellationToken cancellation)
    {
        var store = new StoreConnection(Describe(options), options.SchemaOrDefault);
        try
        {
            await store.Connection.OpenAsync(cancellation).ConfigureAwait(false);
            await store.PrepareAsync(options, cancellation).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>With "$1", "$2" and so on for the values.</summary>
    public NpgsqlCommand Command(string text, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(text, Connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public async Task RunAsync(string text, CancellationToken cancellation)
    {
        await using var command = Command(text);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Brings everything committed to the server's disk, by a commit that waits for it and changes nothing.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await using var transaction = await Connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await RunAsync("set local synchronous_commit = on", cancellation).ConfigureAwait(false);
        await RunAsync("select pg_logical_emit_message(true, 'engine', 'flush')", cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private static string Describe(ShipperOptions options)
    {
        var description = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false, // One connection for as long as it lives: its locks and settings must go with it.
            Multiplexing = false,
            ApplicationName = "engine shipper",
            MaxAutoPrepare = StatementsPrepared,
            AutoPrepareMinUsages = 2,
        };
        if (description.Host?.StartsWith('/') == true) return description.ConnectionString; // A local socket cannot go silent.
        description.TcpKeepAlive = true;
        description.TcpKeepAliveTime = KeepAliveSeconds;
        return description.ConnectionString;
    }

    private async Task PrepareAsync(ShipperOptions options, CancellationToken cancellation)
    {
        await LockAsync(options.Shard, cancellation).ConfigureAwait(false);
        await Schema.EnsureAsync(Connection, cancellation).ConfigureAwait(false);
        // The log is the durable truth: what a crash of the server takes back is sent again from there.
        await RunAsync("set synchronous_commit = off", cancellation).ConfigureAwait(false);
        foreach (var projection in options.Projections)
            await projection.PrepareAsync(Connection, Schema, cancellation).ConfigureAwait(false);
        ChecksForeignKeys = !await TrySkipForeignKeysAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Also waits out a dead connection of ours: what it committed is decided once its lock is gone.</summary>
    private async Task LockAsync(int shard, CancellationToken cancellation)
    {
        var key = Schema.LockKeyOf("shard " + shard.ToString(CultureInfo.InvariantCulture));
        await using var command = Command("select pg_try_advisory_lock($1)", key);
        if (!(bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!)
            throw new StoreBusyException($"another shipper of shard {shard} writes to schema '{Schema.Name}'");
    }

    private async Task<bool> TrySkipForeignKeysAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync("set session_replication_role = replica", cancellation).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return false;
        }
    }
}
