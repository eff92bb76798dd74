using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>
/// Orders, fills, positions, postings, balances, alerts, risk events and refusals as tables that any SQL user reads, kept in
/// the same transaction as the events that they are made of. Called by one thread at a time.
/// </summary>
/// <remarks>
/// <para><b>Place.</b> A schema of its own, named like that of the events with <c>_views</c> after it, so that Marten sees
/// no drift. It is ours alone: another version of the tables is dropped and made anew from the events.</para>
/// <para><b>Exactly once.</b> The mark of each session moves on in the same transaction, and only from where these events
/// begin. What is missing, because the models were switched on later, is caught up before the first event.</para>
/// </remarks>
public sealed class ReadModels : IProjection
{
    private const string Suffix = "_views";
    private const string VersionTable = "model_version";

    private readonly ViewTables _tables = new();
    private readonly List<SessionProgress> _progress = [];
    private readonly ViewRows _rows;
    private string _events = "";
    private string _views = "";
    private SessionProgress? _current;
    private bool _isFlushed;

    public ReadModels() => _rows = new ViewRows(_tables);

    public string Name => "read models";

    /// <summary>The schema of the read models of this event store.</summary>
    public static MartenSchema SchemaOf(MartenSchema events) => new(events.Name + Suffix);

    /// <summary>Makes the tables, and catches up with events that were stored without these models.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, MartenSchema schema, CancellationToken cancellation)
    {
        Discard();
        (_events, _views) = (schema.Quoted, SchemaOf(schema).Quoted);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        if (await FindVersionAsync(connection, cancellation).ConfigureAwait(false) != ViewTables.Version)
            await CreateAsync(connection, cancellation).ConfigureAwait(false);
        await LoadLotsAsync(connection, cancellation).ConfigureAwait(false);
        await CatchUpAsync(connection, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Empties the tables and fills them from the events. A shipper may go on meanwhile: it waits at the first table that it
    /// writes, and its events follow.
    /// </summary>
    /// <param name="connection">Open, outside of a transaction.</param>
    /// <param name="schema">Of the events.</param>
    /// <param name="cancellation">Leaves everything as it was.</param>
    public static async Task RebuildAsync(
        NpgsqlConnection connection, MartenSchema schema, CancellationToken cancellation = default)
    {
        var models = new ReadModels();
        await models.PrepareAsync(connection, schema, cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var tables = models._tables.All.Select(table => table.Name).Prepend(SessionProgress.Table);
        foreach (var table in tables)
            await RunAsync(connection, $"truncate {models._views}.{table}", cancellation).ConfigureAwait(false);
        await models.CatchUpAsync(connection, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    public void BeginSession(string streamId, SessionHead head)
    {
        if (_current?.StreamId == streamId) return;
        _current = new SessionProgress(streamId, head);
        _progress.Add(_current);
        _rows.BeginSession(streamId, head.FirstSequence);
    }

    public void Add(in JournalRecord record)
    {
        if (_current is null) throw new InvalidOperationException("a session must begin before its records");
        KeepLast();
        _current.Add(_rows.Add(record), record);
    }

    /// <summary>The mark goes first, so that two shippers of one session meet there.</summary>
    public async Task FlushAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var session in _progress)
            await session.FlushAsync(connection, _views, cancellation).ConfigureAwait(false);
        _progress.RemoveAll(session => session != _current);
        foreach (var table in _tables.All) await table.FlushAsync(connection, _views, cancellation).ConfigureAwait(false);
        _isFlushed = true;
    }

    public void Discard()
    {
        _isFlushed = false;
        _rows.Lots.Undo();
        foreach (var table in _tables.All) table.Discard();
        foreach (var session in _progress) session.Discard();
    }

    /// <summary>A batch that begins without a discard shows that the one before was committed.</summary>
    private void KeepLast()
    {
        if (_isFlushed) _rows.Lots.Keep();
        _isFlushed = false;
    }

    /// <summary>0 where the tables were never made.</summary>
    private async Task<int> FindVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await RunAsync(connection, $"create schema if not exists {_views}", cancellation).ConfigureAwait(false);
        await RunAsync(
            connection, $"create table if not exists {_views}.{VersionTable} (version integer not null)", cancellation)
            .ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"select max(version) from {_views}.{VersionTable}", connection);
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as int? ?? 0;
    }

    private async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var table in _tables.All.Select(table => table.Name).Append(SessionProgress.Table))
            await RunAsync(connection, $"drop table if exists {_views}.{table}", cancellation).ConfigureAwait(false);
        await RunAsync(connection, SessionProgress.CreateStatement(_views), cancellation).ConfigureAwait(false);
        foreach (var table in _tables.All)
            await RunAsync(connection, table.CreateStatement(_views), cancellation).ConfigureAwait(false);
        await RunAsync(connection, $"delete from {_views}.{VersionTable}", cancellation).ConfigureAwait(false);
        await RunAsync(
            connection, $"insert into {_views}.{VersionTable} values ({ViewTables.Version})", cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Reads again what the lots of unended sessions are.</summary>
    private async Task LoadLotsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        _rows.Lots.Clear();
        await using var command = new NpgsqlCommand(
            $"""
            select i.stream_id, i.instrument_id, i.lot_exponent from {_views}.instruments i
            join {_views}.{SessionProgress.Table} s on s.stream_id = i.stream_id and s.ended_at is null
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            _rows.Lots.Set(reader.GetString(0), (uint)reader.GetInt64(1), reader.GetInt32(2));
        _rows.Lots.Keep();
    }

    private async Task CatchUpAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var place in await StoredEvents.FindBehindAsync(connection, _events, _views, cancellation).ConfigureAwait(false))
        {
            var head = await StoredEvents.ReadHeadAsync(connection, _events, place, cancellation).ConfigureAwait(false);
            BeginSession(place.StreamId, head);
            var version = place.Version;
            while (await StoredEvents.ReadPageAsync(connection, _events, place.StreamId, version, cancellation)
                .ConfigureAwait(false) is { Count: > 0 } page)
            {
                foreach (var stored in page) Add(stored, head.FirstSequence);
                await FlushAsync(connection, cancellation).ConfigureAwait(false);
                version = page[^1].Version;
            }
        }
    }

    private void Add(StoredEvent stored, long firstSequence)
    {
        if (stored.Message is { } message) Add(new JournalRecord(firstSequence + stored.Version - 1, message));
        else _current!.Pass(stored.Version);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
