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

    /// <summary>Costs no round trip: it travels with the statement that follows.</summary>
    public async Task BeginAsync(CancellationToken cancellation) =>
        await store.Connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);

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

    public Task ShareAsync(CancellationToken cancellation) =>
        store.RunAsync($"update {_store} set shares_sequence = true", cancellation);

    /// <summary>
    /// Moves the stream on from where we left it, commits, and only then moves the sequence: a daemon of Marten takes it that
    /// everything up to there is committed. One round trip; a check that fails keeps what follows from being run.
    /// </summary>
    /// <param name="expected">What the sequence must say: fails when somebody took a number.</param>
    /// <param name="last">The highest seq_id of the batch.</param>
    /// <exception cref="StoreConflictException">Somebody else moved the stream.</exception>
    public async Task<WalMarks> CommitAsync(
        SessionRow before, SessionRow after, long expected, long last, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        AddAdvance(batch, before, after);
        Add(batch, $"select 1 / (case when is_called then last_value else 0 end = $1)::int from {_sequence}", expected);
        AddCommit(batch);
        Add(batch, $"select setval({SequenceName}, greatest($1, last_value)), {WalMarks.Columns} from {_sequence}", last);
        return await RunAsync(batch, before, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same for numbers that the sequence itself gave.</summary>
    /// <exception cref="StoreConflictException">Somebody else moved the stream.</exception>
    public async Task<WalMarks> CommitReservedAsync(SessionRow before, SessionRow after, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        AddAdvance(batch, before, after);
        AddCommit(batch);
        Add(batch, $"select 0::bigint, {WalMarks.Columns}");
        return await RunAsync(batch, before, cancellation).ConfigureAwait(false);
    }

    public async Task<WalMarks> AskAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(store.Connection);
        Add(batch, $"select 0::bigint, {WalMarks.Columns}");
        return await ReadAsync(batch, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a failure of <see cref="CommitAsync"/> says that somebody took a number.</summary>
    public static bool IsTaken(PostgresException failure) =>
        failure.SqlState == PostgresErrorCodes.DivisionByZero
        || (failure.SqlState == PostgresErrorCodes.UniqueViolation
            && failure.ConstraintName?.StartsWith("pkey_" + MartenTables.Events, StringComparison.Ordinal) == true);

    /// <summary>Anything but two rows moved is a text that is no number.</summary>
    private void AddAdvance(NpgsqlBatch batch, SessionRow before, SessionRow after) => Add(
        batch,
        $"""
         with stream as (update {_streams} set version = $1, timestamp = now() where id = $2 and version = $3 returning 1),
              session as (update {_sessions} set version = $1, bytes = $4, is_ended = $5
                  where stream_id = $2 and version = $3 returning 1)
         select (case (select count(*) from stream) + (select count(*) from session) when 2 then '1' else 'moved' end)::int
         """,
        after.Version, after.StreamId, before.Version, after.Bytes, after.IsEnded);

    /// <summary>Marten's daemon listens; it hears it with the commit.</summary>
    private static void AddCommit(NpgsqlBatch batch)
    {
        Add(batch, "notify mt_events_appended");
        Add(batch, "commit");
    }

    private static void Add(NpgsqlBatch batch, string statement, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    private static async Task<WalMarks> RunAsync(NpgsqlBatch batch, SessionRow before, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(batch, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException moved) when (moved.SqlState == PostgresErrorCodes.InvalidTextRepresentation)
        {
            throw new StoreConflictException(
                $"stream '{before.StreamId}' is no longer at version {before.Version}: somebody else appends to it, or it was removed",
                moved);
        }
    }

    private static async Task<WalMarks> ReadAsync(NpgsqlBatch batch, CancellationToken cancellation)
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
