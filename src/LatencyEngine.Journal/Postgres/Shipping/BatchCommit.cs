using LatencyEngine.Journal.Postgres.Schema;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// The statements around the COPY of a transaction. Their order is what makes it exactly once, and safe for Marten: see
/// <see cref="BatchWriter"/>. One thread.
/// </summary>
internal sealed class BatchCommit(StoreConnection store)
{
    private readonly string _streams = $"{store.Schema.Quoted}.{MartenTables.Streams}";
    private readonly string _sessions = $"{store.Schema.Quoted}.{StoreTables.Sessions}";
    private readonly string _store = $"{store.Schema.Quoted}.{StoreTables.Store}";
    private readonly string _sequence = $"{store.Schema.Quoted}.{MartenTables.EventsSequence}";

    private string SequenceName => $"'{_sequence.Replace("'", "''", StringComparison.Ordinal)}'";

    public Task BeginAsync(CancellationToken cancellation) => store.RunAsync("begin", cancellation);

    /// <summary>
    /// Takes numbers from the store's own sequence, within the transaction, and keeps others from appending to our stream
    /// meanwhile.
    /// </summary>
    public async Task<long[]> ReserveAsync(string streamId, int count, CancellationToken cancellation)
    {
        await using var hold = store.Command($"select version from {_streams} where id = $1 for update", streamId);
        await hold.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        await using var command = store.Command(
            $"select array_agg(n) from (select nextval({SequenceName}) as n from generate_series(1, $1)) as numbers", count);
        return (long[])(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Moves the stream on from where we left it, or finds that somebody else did.</summary>
    public async Task AdvanceAsync(SessionRow before, SessionRow after, CancellationToken cancellation)
    {
        await using var command = store.Command(
            $"""
             with stream as (update {_streams} set version = $1, timestamp = now() where id = $2 and version = $3 returning 1),
                  session as (update {_sessions} set version = $1, bytes = $4, is_ended = $5 where stream_id = $2 and version = $3 returning 1)
             select (select count(*) from stream) + (select count(*) from session)
             """,
            after.Version, after.StreamId, before.Version, after.Bytes, after.IsEnded);
        var moved = (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        if (moved != 2)
            throw new StoreConflictException(
                $"stream '{before.StreamId}' is no longer at version {before.Version}: somebody else appends to it, or it was removed");
    }

    public Task ShareAsync(CancellationToken cancellation) =>
        store.RunAsync($"update {_store} set shares_sequence = true", cancellation);

    /// <summary>
    /// Commits; only then moves the sequence, for a daemon of Marten takes it that everything up to there is committed.
    /// </summary>
    /// <param name="expected">What the sequence must say: fails, before the commit, when somebody took a number.</param>
    /// <param name="last">The highest seq_id of the batch.</param>
    public async Task<WalMarks> CommitAsync(long expected, long last, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        var guard = new NpgsqlBatchCommand(
            $"select 1 / (case when is_called then last_value else 0 end = $1)::int from {_sequence}");
        guard.Parameters.Add(new NpgsqlParameter { Value = expected });
        batch.BatchCommands.Add(guard);
        AddCommit(batch);
        var after = new NpgsqlBatchCommand($"select setval({SequenceName}, greatest($1, last_value)), {WalMarks.Columns} from {_sequence}");
        after.Parameters.Add(new NpgsqlParameter { Value = last });
        batch.BatchCommands.Add(after);
        return await RunAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits numbers that the sequence itself gave.</summary>
    public async Task<WalMarks> CommitReservedAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        AddCommit(batch);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select 0::bigint, {WalMarks.Columns}"));
        return await RunAsync(batch, cancellation).ConfigureAwait(false);
    }

    public async Task<WalMarks> AskAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select 0::bigint, {WalMarks.Columns}"));
        return await RunAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a failure of <see cref="CommitAsync"/> says that somebody took a number.</summary>
    public static bool IsTaken(PostgresException failure) =>
        failure.SqlState == PostgresErrorCodes.DivisionByZero
        || (failure.SqlState == PostgresErrorCodes.UniqueViolation
            && failure.ConstraintName?.StartsWith("pkey_" + MartenTables.Events, StringComparison.Ordinal) == true);

    /// <summary>Marten's daemon listens; it hears it with the commit.</summary>
    private static void AddCommit(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("notify mt_events_appended"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
    }

    private static async Task<WalMarks> RunAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var marks = default(WalMarks);
        do
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                if (reader.FieldCount == WalMarks.FieldCount) marks = new WalMarks(reader.GetInt64(1), reader.GetInt64(2));
            }
        }
        while (await reader.NextResultAsync(cancellation).ConfigureAwait(false));
        return marks;
    }
}
