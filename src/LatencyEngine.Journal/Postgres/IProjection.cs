using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres;

/// <summary>
/// A read model that the shipper keeps in the same transaction as the events that it is made of, so that both are there
/// or neither is. Called by one thread at a time.
/// </summary>
public interface IProjection
{
    /// <summary>Unique within a store; for people and for the model's own record of its progress.</summary>
    string Name { get; }

    /// <summary>
    /// Makes or upgrades the model's tables; called after every connect, outside of a transaction, before anything else.
    /// State that the model keeps in memory is read again here.
    /// </summary>
    Task PrepareAsync(NpgsqlConnection connection, MartenSchema schema, CancellationToken cancellation);

    /// <summary>What follows belongs to this session, from its head or from where it was left.</summary>
    /// <param name="streamId">Of the session in the event store.</param>
    void BeginSession(string streamId, SessionHead head);

    /// <summary>Takes in one record of the batch; valid only during the call. Never touches the database.</summary>
    void Add(in JournalRecord record);

    /// <summary>Writes what was added since the last flush; the connection is within the transaction of these events.</summary>
    Task FlushAsync(NpgsqlConnection connection, CancellationToken cancellation);

    /// <summary>The transaction failed: everything added since the last commit is as if it had never been.</summary>
    void Discard();
}
