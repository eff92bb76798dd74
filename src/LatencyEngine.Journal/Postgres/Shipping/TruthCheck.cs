using LatencyEngine.Journal.Postgres.Reading;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// Holds the last record that the store has against the same one of the log, before shipping goes on after it: a log that
/// lost its end and grew again tells another story from there.
/// </summary>
internal static class TruthCheck
{
    /// <exception cref="StoreConflictException">They differ.</exception>
    public static void Run(StoreConnection store, SessionRow session, ISessionReader log)
    {
        if (!TrySeek(log, session.LastSequence)) return;
        using var connection = new NpgsqlConnection(store.ConnectionString);
        connection.Open();
        using var stored = new PostgresSessionReader(connection, store.Schema.Quoted, session);
        stored.SeekSequence(session.LastSequence);
        if (!log.TryRead(out var ours) || !stored.TryRead(out var theirs) || !ours.Message.SequenceEqual(theirs.Message))
            throw new StoreConflictException(
                $"record {session.LastSequence} of '{session.StreamId}' is not the same in the log and in the store: "
                + "the log was cut and went on differently, or it is another journal");
    }

    /// <summary>False when retention has removed the record from the log; what follows it is still there.</summary>
    private static bool TrySeek(ISessionReader log, long sequence)
    {
        try
        {
            log.SeekSequence(sequence);
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    }
}
