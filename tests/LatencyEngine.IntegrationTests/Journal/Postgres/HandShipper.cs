using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Records;
using Npgsql;
using NpgsqlTypes;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>
/// The obvious twin of the shipper: one insert per event, and projections in the same transaction. Slow, and easy to read.
/// </summary>
internal sealed class HandShipper(NpgsqlConnection connection, MartenSchema schema, AuditPolicy policy, IProjection? projection)
{
    /// <summary>Ships the messages of a session from one version to another.</summary>
    /// <param name="session">Whose stream is made when its head is among them.</param>
    /// <param name="first">0-based place of the first message.</param>
    /// <param name="count">How many.</param>
    /// <param name="commits">False: the transaction is rolled back at its end, as a lost connection would do.</param>
    public async Task ShipAsync(ScriptedSession session, int first, int count, bool commits = true)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (first == 0) await InsertStreamAsync(session);
        projection?.BeginSession(session.StreamId, session.Head);
        for (var i = first; i < first + count; i++)
        {
            await InsertAsync(session, i);
            projection?.Add(new JournalRecord(session.Head.FirstSequence + i, session.Messages[i]));
        }

        await RunAsync($"update {schema.Quoted}.mt_streams set version = $1 where id = $2", (long)(first + count), session.StreamId);
        if (projection is not null) await projection.FlushAsync(connection, CancellationToken.None);
        if (commits) await transaction.CommitAsync();
        else projection?.Discard();
    }

    private async Task InsertStreamAsync(ScriptedSession session)
    {
        await RunAsync(
            $"insert into {schema.Quoted}.mt_streams (id, type, version) values ($1, 'engine_session', 0)", session.StreamId);
        await RunAsync(
            $"""
            insert into {schema.Quoted}.engine_sessions (stream_id, shard, session_id, first_sequence, started_nanos)
            values ($1, 0, $2, $3, $4)
            """,
            session.StreamId, (decimal)session.Head.SessionId, session.Head.FirstSequence, session.Head.StartedNanos);
    }

    private async Task InsertAsync(ScriptedSession session, int place)
    {
        var message = session.Messages[place];
        var templateId = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(2));
        var isJson = policy.IsJson(templateId);
        await using var command = new NpgsqlCommand(
            $"""
            insert into {schema.Quoted}.mt_events (seq_id, id, stream_id, version, data, bdata, type)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            connection);
        command.Parameters.Add(new() { Value = session.Head.FirstSequence + place });
        command.Parameters.Add(new() { Value = Guid.NewGuid() });
        command.Parameters.Add(new() { Value = session.StreamId });
        command.Parameters.Add(new() { Value = place + 1L });
        var json = isJson ? Encoding.UTF8.GetString(EventJson.Write(message)) : "{}";
        command.Parameters.Add(new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = isJson ? DBNull.Value : message, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = EventTypes.AliasOf(templateId) });
        await command.ExecuteNonQueryAsync();
    }

    private async Task RunAsync(string statement, params object[] values)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
