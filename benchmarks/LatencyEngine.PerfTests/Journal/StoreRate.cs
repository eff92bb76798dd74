using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.PerfTests.Trading;
using Npgsql;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// How fast a log is shipped to PostgreSQL, beside a program that copies the very same rows into a table of the same
/// shape and does nothing else; and how fast it is read back, beside a bare reader.
/// </summary>
internal sealed class StoreRate(PrivateCluster cluster, RecordedSession session)
{
    private const string RowsFile = "rows.copy";
    private const int ChunkBytes = 1 << 17;

    /// <summary>Of the last <see cref="Ship"/>.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <returns>Thousand rows a second, into an empty schema of its own.</returns>
    public double Ship(string schema, StoreLayout layout)
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { SearchPath = schema }.ConnectionString;
        var options = new ShipperOptions
        {
            ConnectionString = ConnectionString, Layout = layout, LogDurableSequence = () => session.LastSequence,
            Audit = LatencyEngine.Journal.Json.AuditPolicy.None,
        };
        var started = Clock.NowNanos();
        var shipper = new Shipper(new LogJournal(session.Folder), options);
        shipper.Start();
        shipper.DrainAsync(session.LastSequence).GetAwaiter().GetResult();
        var nanos = Clock.NowNanos() - started;
        shipper.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return session.LastSequence * 1e6 / nanos;
    }

    /// <summary>Takes the rows that were shipped out of the server, in its own format.</summary>
    public void SaveRows(string schema)
    {
        using var connection = Open();
        using var copy = connection.BeginRawBinaryCopy(
            $"copy (select seq_id, id, stream_id, version, data, bdata, type, timestamp from {schema}.mt_events order by seq_id) "
            + "to stdout (format binary)");
        using var file = File.Create(Path.Combine(session.Folder, RowsFile));
        copy.CopyTo(file, ChunkBytes);
    }

    /// <returns>Thousand rows a second into a new table with these indexes.</returns>
    public double RawCopy(string table, params string[] indexes)
    {
        using var connection = Open();
        Run(connection, $"drop table if exists {table}");
        Run(connection, $"create table {table} (seq_id bigint not null, id uuid not null, stream_id varchar, version bigint not null, "
            + "data jsonb not null, bdata bytea, type varchar(500) not null, timestamp timestamptz not null, "
            + "tenant_id varchar default '*DEFAULT*', mt_dotnet_type varchar, is_archived boolean default false)");
        foreach (var index in indexes) Run(connection, $"create unique index on {table} ({index})");
        Run(connection, "set synchronous_commit = off");
        using var file = File.OpenRead(Path.Combine(session.Folder, RowsFile));
        var started = Clock.NowNanos();
        using (var copy = connection.BeginRawBinaryCopy(
            $"copy {table} (seq_id, id, stream_id, version, data, bdata, type, timestamp) from stdin (format binary)"))
            file.CopyTo(copy, ChunkBytes);
        return session.LastSequence * 1e6 / (Clock.NowNanos() - started);
    }

    /// <returns>Million rows a second of number and bytes, read and dropped.</returns>
    public double BareRead(string schema)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand($"select seq_id, bdata from {schema}.mt_events order by seq_id", connection);
        var buffer = new byte[256];
        var rows = 0L;
        var started = Clock.NowNanos();
        using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
        while (reader.Read())
        {
            _ = reader.GetInt64(0);
            if (!reader.IsDBNull(1)) _ = reader.GetBytes(1, 0, buffer, 0, buffer.Length);
            rows++;
        }

        return rows * 1e3 / (Clock.NowNanos() - started);
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(cluster.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
