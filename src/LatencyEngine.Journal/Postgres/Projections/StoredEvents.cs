using System.Text;
using LatencyEngine.Journal.Json;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>An event of the store as the message that it was.</summary>
/// <param name="Version">In its stream.</param>
/// <param name="Message">Header included; null for an event that somebody else appended.</param>
internal readonly record struct StoredEvent(long Version, byte[]? Message);

/// <summary>Up to where the read models know a session.</summary>
internal readonly record struct StoredPlace(string StreamId, long FirstSequence, long Version);

/// <summary>Reads the events of a stream in their order, for read models that must catch up.</summary>
internal static class StoredEvents
{
    private const int PageEvents = 10_000;

    /// <summary>The sessions whose read models lack events, oldest first.</summary>
    public static async Task<List<StoredPlace>> FindBehindAsync(
        NpgsqlConnection connection, string events, string views, CancellationToken cancellation)
    {
        var behind = new List<StoredPlace>();
        await using var command = new NpgsqlCommand(
            $"""
            select e.stream_id, e.first_sequence, coalesce(v.version, 0) from {events}.{StoreTables.Sessions} e
            join {events}.{MartenTables.Streams} s on s.id = e.stream_id
            left join {views}.{SessionProgress.Table} v on v.stream_id = e.stream_id
            where s.version > coalesce(v.version, 0) order by e.shard, e.first_sequence
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            behind.Add(new StoredPlace(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return behind;
    }

    /// <exception cref="JournalException">The stream does not begin with the head of a session.</exception>
    public static async Task<SessionHead> ReadHeadAsync(
        NpgsqlConnection connection, string events, StoredPlace place, CancellationToken cancellation)
    {
        var page = await ReadPageAsync(connection, events, place.StreamId, 0, cancellation, limit: 1).ConfigureAwait(false);
        return page is [{ Message: { } message }]
            ? SessionHead.Parse(new JournalRecord(place.FirstSequence, message))
            : throw new JournalException($"stream {place.StreamId} does not begin with the head of a session");
    }

    /// <summary>A page of the events above this version.</summary>
    public static async Task<List<StoredEvent>> ReadPageAsync(
        NpgsqlConnection connection, string events, string streamId, long version, CancellationToken cancellation,
        int limit = PageEvents)
    {
        var page = new List<StoredEvent>();
        await using var command = new NpgsqlCommand(
            $"""
            select version, type, bdata, case when bdata is null then data::text end from {events}.{MartenTables.Events}
            where stream_id = $1 and version > $2 order by version limit {limit}
            """,
            connection)
        {
            Parameters = { new() { Value = streamId }, new() { Value = version } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            page.Add(new StoredEvent(reader.GetInt64(0), MessageOf(reader)));
        return page;
    }

    private static byte[]? MessageOf(NpgsqlDataReader reader)
    {
        if (!EventTypes.TryFind(reader.GetString(1), out var templateId)) return null;
        return reader.IsDBNull(2)
            ? EventJson.Read(templateId, Encoding.UTF8.GetBytes(reader.GetString(3)))
            : reader.GetFieldValue<byte[]>(2);
    }
}
