using LatencyEngine.Journal.Postgres.Reading;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// A journal as the event store has it: the same records with the same bytes as in the log. Makes nothing and changes
/// nothing. Used by one thread.
/// </summary>
public sealed class PostgresJournal : IJournalReader
{
    /// <summary>Eight times the usual: fewer calls of the system for the same rows.</summary>
    private const int ReadBufferBytes = 64 * 1024;

    private readonly string _connectionString;
    private readonly MartenSchema _schema;
    private readonly int _shard;

    /// <param name="schema">Null: by the connection string.</param>
    /// <param name="shard">Which engine of those that share the store.</param>
    public PostgresJournal(string connectionString, MartenSchema? schema = null, int shard = 0)
    {
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ReadBufferSize = ReadBufferBytes,
        }.ConnectionString;
        _schema = schema ?? MartenSchema.Of(connectionString);
        _shard = shard;
    }

    public string Place
    {
        get
        {
            var server = new NpgsqlConnectionStringBuilder(_connectionString);
            return $"PostgreSQL {server.Host}, database {server.Database}, schema {_schema.Name}";
        }
    }

    /// <exception cref="JournalException">There is no event store at this place.</exception>
    public IReadOnlyList<SessionSummary> ListSessions()
    {
        using var connection = Open();
        return [.. from row in SessionTable.Read(connection, _schema, _shard)
                   where row.Version > 0
                   select new SessionSummary(row.SessionId, row.FirstSequence, row.LastSequence, row.StartedNanos, row.IsEnded, row.Bytes)];
    }

    public ISessionReader OpenSession(ulong sessionId)
    {
        var connection = Open();
        try
        {
            var row = SessionTable.Read(connection, _schema, _shard).Find(row => row.SessionId == sessionId)
                ?? throw new JournalException($"there is no session {sessionId} in {Place}");
            return new PostgresSessionReader(connection, _schema.Quoted, row);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // Holds nothing open: each reader has a connection of its own.
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            using var ask = new NpgsqlCommand("select to_regclass($1) is not null", connection);
            ask.Parameters.Add(new NpgsqlParameter { Value = $"{_schema.Quoted}.{StoreTables.Sessions}" });
            if (!(bool)ask.ExecuteScalar()!) throw new JournalException($"there is no event store in {Place}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
