using LatencyEngine.Journal.Postgres.Schema;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>Reads what the store knows of the sessions of a shard.</summary>
internal static class SessionTable
{
    /// <summary>Oldest first.</summary>
    public static async Task<List<SessionRow>> ReadAsync(
        NpgsqlConnection connection, MartenSchema schema, int shard, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Query(schema), connection) { Parameters = { new() { Value = shard } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<SessionRow>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false)) rows.Add(Read(reader));
        return rows;
    }

    public static List<SessionRow> Read(NpgsqlConnection connection, MartenSchema schema, int shard)
    {
        using var command = new NpgsqlCommand(Query(schema), connection) { Parameters = { new() { Value = shard } } };
        using var reader = command.ExecuteReader();
        var rows = new List<SessionRow>();
        while (reader.Read()) rows.Add(Read(reader));
        return rows;
    }

    private static string Query(MartenSchema schema) =>
        $"""
         select e.stream_id, e.session_id, e.first_sequence, e.started_nanos, e.version, e.bytes, e.is_ended, e.segment, e.is_sealed
         from {schema.Quoted}.{StoreTables.Sessions} e
         where e.shard = $1 order by e.session_id
         """;

    private static SessionRow Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), (ulong)reader.GetDecimal(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4),
        reader.GetInt64(5), reader.GetBoolean(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetBoolean(8));
}
