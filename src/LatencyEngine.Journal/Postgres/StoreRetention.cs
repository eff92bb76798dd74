using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// Takes whole sessions out of a store that was laid out in segments, in a moment and without touching other rows. Cold;
/// used by one thread.
/// </summary>
public sealed class StoreRetention(string connectionString, MartenSchema? schema = null, int shard = 0)
{
    private readonly MartenSchema _schema = schema ?? MartenSchema.Of(connectionString);

    /// <summary>
    /// Hides a session from Marten, and keeps its table: <see cref="PostgresJournal"/> still reads it, and so can a dump.
    /// </summary>
    /// <exception cref="JournalException">The session has no segment, or it is not sealed.</exception>
    public Task DetachAsync(ulong sessionId, CancellationToken cancellation = default) => RunAsync(
        sessionId,
        session =>
        [
            $"alter table {_schema.Quoted}.{session.Segment} no inherit {_schema.Quoted}.{MartenTables.Events}",
            $"update {_schema.Quoted}.{MartenTables.Streams} set is_archived = true where id = '{session.StreamId}'",
            $"update {_schema.Quoted}.{StoreTables.Sessions} set is_detached = true where stream_id = '{session.StreamId}'",
        ],
        cancellation);

    /// <summary>Deletes a session for good, attached or not. The newest one stays: shipping goes on after it.</summary>
    /// <exception cref="JournalException">The session has no segment, it is not sealed, or it is the newest.</exception>
    public Task DropAsync(ulong sessionId, CancellationToken cancellation = default) => RunAsync(
        sessionId,
        session =>
        [
            $"drop table {_schema.Quoted}.{session.Segment}",
            $"delete from {_schema.Quoted}.{StoreTables.Sessions} where stream_id = '{session.StreamId}'",
            $"delete from {_schema.Quoted}.{MartenTables.Streams} where id = '{session.StreamId}'",
        ],
        cancellation, mayBeNewest: false);

    private async Task RunAsync(
        ulong sessionId, Func<SessionRow, string[]> statements, CancellationToken cancellation, bool mayBeNewest = true)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        var rows = await SessionTable.ReadAsync(connection, _schema, shard, cancellation).ConfigureAwait(false);
        var session = rows.Find(row => row.SessionId == sessionId)
            ?? throw new JournalException($"there is no session {sessionId} of shard {shard} in schema {_schema.Name}");
        if (session is not { Segment: not null, IsSealed: true })
            throw new JournalException($"session {sessionId} has no sealed segment: it is shared, or it may still grow");
        if (!mayBeNewest && session == rows[^1])
            throw new JournalException($"session {sessionId} is the newest; the shipper goes on after it");
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        foreach (var statement in statements(session))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }
}
