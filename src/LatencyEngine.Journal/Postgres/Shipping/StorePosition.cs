using LatencyEngine.Journal.Postgres.Schema;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>Where the store's own numbering stands.</summary>
/// <param name="LastSeqId">The highest <c>seq_id</c> that was used or handed out.</param>
/// <param name="SharesSequence">Whether others were ever seen to append.</param>
/// <param name="WalEnd">Of the server's write-ahead log.</param>
internal sealed record StorePosition(long LastSeqId, bool SharesSequence, long WalEnd)
{
    /// <summary>
    /// Reads it, and brings the sequence up to the events where a crash came between a commit and the step that follows it.
    /// </summary>
    public static async Task<StorePosition> ReadAsync(StoreConnection store, CancellationToken cancellation)
    {
        var schema = store.Schema.Quoted;
        await using var command = store.Command(
            $"""
             select coalesce((select max(seq_id) from {schema}.{MartenTables.Events}), 0),
                    case when is_called then last_value else 0 end,
                    (select shares_sequence from {schema}.{StoreTables.Store}),
                    (pg_current_wal_insert_lsn() - '0/0')::bigint
             from {schema}.{MartenTables.EventsSequence}
             """);
        long used, handedOut, walEnd;
        bool shares;
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            (used, handedOut, shares, walEnd) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3));
        }
        if (used > handedOut) await CatchUpAsync(store, used, cancellation).ConfigureAwait(false);
        return new StorePosition(Math.Max(used, handedOut), shares, walEnd);
    }

    private static Task CatchUpAsync(StoreConnection store, long used, CancellationToken cancellation)
    {
        var sequence = $"{store.Schema.Quoted}.{MartenTables.EventsSequence}";
        var name = sequence.Replace("'", "''", StringComparison.Ordinal);
        return store.RunAsync($"select setval('{name}', greatest({used}, last_value)) from {sequence}", cancellation);
    }
}
