using System.Globalization;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// The sessions of one shard in the store: begins them, each with its stream's row before any event, and seals the
/// segments of those that are complete. One thread.
/// </summary>
internal sealed class SessionStreams(StoreConnection store, ShipperOptions options)
{
    private readonly string _schema = store.Schema.Quoted;

    /// <summary>The session that was begun last; null in an empty store.</summary>
    public async Task<SessionRow?> ReadLastAsync(CancellationToken cancellation)
    {
        var rows = await SessionTable.ReadAsync(store.Connection, store.Schema, options.Shard, cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[^1];
    }

    /// <summary>In a transaction of its own, so that no event can be without its stream. Done before: finds it.</summary>
    public async Task<SessionRow> BeginAsync(SessionHead head, CancellationToken cancellation)
    {
        var last = await ReadLastAsync(cancellation).ConfigureAwait(false);
        if (last?.SessionId == head.SessionId) return Recognized(last, head);
        var streamId = StreamName.Of(options.Shard, head.SessionId);
        var segment = options.Layout == StoreLayout.Segments ? SegmentTable.NameOf(options.Shard, head.SessionId) : null;
        await using var transaction = await store.Connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await InsertAsync(streamId, head, segment, cancellation).ConfigureAwait(false);
        if (segment != null) await store.RunAsync(SegmentTable.CreateStatement(_schema, segment), cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return new SessionRow(
            streamId, head.SessionId, head.FirstSequence, head.StartedNanos, Version: 0, Bytes: 0, false, segment, false);
    }

    /// <summary>Seals whatever a crash left unsealed; the last session only when it is complete.</summary>
    /// <param name="lastIsComplete">Whether nothing more will come for it.</param>
    public async Task SealAsync(bool lastIsComplete, CancellationToken cancellation)
    {
        var rows = await SessionTable.ReadAsync(store.Connection, store.Schema, options.Shard, cancellation).ConfigureAwait(false);
        for (var i = 0; i < rows.Count; i++)
        {
            var isComplete = i < rows.Count - 1 || lastIsComplete || rows[i].IsEnded;
            if (rows[i] is { Segment: not null, IsSealed: false } && isComplete)
                await SealAsync(rows[i], cancellation).ConfigureAwait(false);
        }
    }

    private async Task SealAsync(SessionRow session, CancellationToken cancellation)
    {
        await using (var transaction = await store.Connection.BeginTransactionAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var statement in SegmentTable.SealStatements(_schema, session))
            {
                await using var command = store.Command(statement);
                command.CommandTimeout = 0; // An index over a long session takes its time.
                await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
        await store.RunAsync($"analyze {_schema}.{session.Segment}", cancellation).ConfigureAwait(false);
    }

    private async Task InsertAsync(string streamId, SessionHead head, string? segment, CancellationToken cancellation)
    {
        var started = DateTime.UnixEpoch.AddTicks(head.StartedNanos / TimeSpan.NanosecondsPerTick);
        await using var stream = store.Command(
            $"insert into {_schema}.{MartenTables.Streams} (id, version, timestamp, created) values ($1, 0, now(), $2)",
            streamId, started);
        await using var session = store.Command(
            $"""
             insert into {_schema}.{StoreTables.Sessions} (stream_id, shard, session_id, first_sequence, started_nanos, segment)
             values ($1, $2, $3, $4, $5, $6)
             """,
            streamId, options.Shard, (decimal)head.SessionId, head.FirstSequence, head.StartedNanos, (object?)segment ?? DBNull.Value);
        try
        {
            await stream.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await session.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StoreConflictException(
                $"the store has a stream '{streamId}' that is not of this journal: use another schema or shard", taken);
        }
    }

    /// <summary>The same session of the same journal, or another journal that would be mixed up with it.</summary>
    private static SessionRow Recognized(SessionRow row, SessionHead head) =>
        row.FirstSequence == head.FirstSequence && row.StartedNanos == head.StartedNanos
            ? row
            : throw new StoreConflictException(string.Create(
                CultureInfo.InvariantCulture,
                $"the store's '{row.StreamId}' is of another journal: it begins with record {row.FirstSequence} at {row.StartedNanos} ns, "
                + $"ours with {head.FirstSequence} at {head.StartedNanos} ns; use another schema or shard"));
}
