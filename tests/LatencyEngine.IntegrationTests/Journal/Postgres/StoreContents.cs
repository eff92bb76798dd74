using LatencyEngine.Journal.Postgres;
using LatencyEngine.Journal.Postgres.Shipping;
using Npgsql;

namespace LatencyEngine.IntegrationTests.Journal.Postgres;

/// <summary>What must hold of a store after whatever happened to it.</summary>
internal static class StoreContents
{
    /// <summary>Every record once, in order, the same bytes; and every number of Marten's agrees with that.</summary>
    public static async Task AssertIsAsync(JournalScript script, ShipperOptions options, string connectionString)
    {
        using var stored = new PostgresJournal(connectionString, options.Schema);
        var lines = JournalScript.Lines(script.Open());
        Assert.Equal(lines, JournalScript.Lines(stored));
        var schema = options.Schema!.Quoted;
        Assert.Equal(
            $"{lines.Count} of {lines.Count}",
            await AskAsync(
                connectionString,
                $"select concat(count(distinct seq_id), ' of ', count(*)) from {schema}.mt_events where stream_id like 'engine-%'"));
        Assert.Equal(
            0L,
            await AskAsync(
                connectionString,
                $"""
                 select count(*) from {schema}.mt_streams s where id like 'engine-%'
                 and version <> (select count(*) from {schema}.mt_events e where e.stream_id = s.id)
                 """));
        Assert.Equal(
            true,
            await AskAsync(
                connectionString,
                $"select last_value = (select max(seq_id) from {schema}.mt_events) from {schema}.mt_events_sequence"));
    }

    public static async Task<object?> AskAsync(string connectionString, string question)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync();
    }
}
