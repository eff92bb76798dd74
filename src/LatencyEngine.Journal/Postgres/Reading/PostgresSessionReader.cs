using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>
/// Reads one session from the event store, in the order of its versions. Events kept as JSON come out as the very bytes that
/// they were made of. Owns its connection; used by one thread; allocates a little for every window of rows, nothing for a row.
/// </summary>
internal sealed class PostgresSessionReader : ISessionReader
{
    /// <summary>The first window is small, for a reader may want only the head; the largest bounds what a seek throws away.</summary>
    private const int FirstWindowRows = 256;

    private const int WindowRowsMax = 256 * 1024;

    private readonly NpgsqlConnection _connection;
    private readonly SessionRow _session;
    private readonly SessionQueries _queries;
    private readonly SessionExtent _extent;
    private readonly JsonBody _json = new();
    private RowStream? _rows;
    private int _windowRows;
    private long _windowRowsLeft;
    private long _nextVersion;
    private long _fromNanos = long.MinValue;

    /// <param name="schema">Quoted.</param>
    public PostgresSessionReader(NpgsqlConnection connection, string schema, SessionRow session)
    {
        (_connection, _session) = (connection, session);
        _queries = new SessionQueries(schema, session);
        _extent = new SessionExtent(connection, _queries);
        KeepToTheIndexes();
        Seek(version: 1);
        if (!TryReadNext(out var head)) throw new JournalException($"session {session.SessionId} has no record in the store yet");
        Head = SessionHead.Parse(head);
        Seek(version: 1);
    }

    public SessionHead Head { get; }

    public bool TryRead(out JournalRecord record)
    {
        while (TryReadNext(out record))
        {
            if (_fromNanos == long.MinValue) return true;
            if (!IsAtOrAfter(record, _fromNanos)) continue;
            _fromNanos = long.MinValue;
            return true;
        }
        return false;
    }

    public void SeekSequence(long sequence) => Seek(Math.Max(1, sequence - _session.FirstSequence + 1));

    /// <summary>The store keeps microseconds; the rest is decided here.</summary>
    public void SeekTime(long timestampNanos)
    {
        Close();
        _extent.Refresh();
        Seek(new TimeSearch(_connection, _queries).FirstVersionAt(timestampNanos, _extent.LastVersion));
        _fromNanos = timestampNanos;
    }

    public void Dispose()
    {
        Close();
        _connection.Dispose();
    }

    private void Seek(long version)
    {
        Close();
        (_nextVersion, _windowRows, _fromNanos) = (version, FirstWindowRows, long.MinValue);
    }

    private bool TryReadNext(out JournalRecord record)
    {
        record = default;
        while (_rows == null || !_rows.TryNext(SessionQueries.ColumnCount))
        {
            if (_windowRowsLeft > 0) throw Missing("nothing follows");
            if (!TryOpenWindow()) return false;
        }
        _windowRowsLeft--;
        record = ReadRow(_rows);
        return true;
    }

    /// <returns>False when there are no more rows now; the next call looks again.</returns>
    private bool TryOpenWindow()
    {
        Close();
        if (_nextVersion > _extent.LastVersion) _extent.Refresh();
        if (_nextVersion > _extent.LastVersion) return false;
        _windowRowsLeft = Math.Min(_windowRows, _extent.LastVersion - _nextVersion + 1);
        _rows = new RowStream(_connection, _queries.Window(_extent.Order, _nextVersion + _extent.KeyOffset, _windowRowsLeft));
        _windowRows = Math.Min(_windowRows * 4, WindowRowsMax);
        return true;
    }

    private JournalRecord ReadRow(RowStream rows)
    {
        var version = rows.Int64Column() - _extent.KeyOffset;
        if (version != _nextVersion) throw Missing($"version {version} is the next");
        if (!rows.TryColumn(out var body)) throw new JournalException($"version {version} of '{_session.StreamId}' has no body");
        _nextVersion++;
        return new JournalRecord(_session.FirstSequence + version - 1, JsonBody.IsMessage(body) ? body : _json.ToMessage(body));
    }

    private JournalException Missing(string found) =>
        new($"version {_nextVersion} of '{_session.StreamId}' is not in the store; {found}");

    /// <summary>A store that was just filled has no statistics yet, and sorting a session would take its memory.</summary>
    private void KeepToTheIndexes()
    {
        using var command = new NpgsqlCommand(
            "set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; set max_parallel_workers_per_gather = 0",
            _connection);
        command.ExecuteNonQuery();
    }

    private void Close()
    {
        _rows?.Dispose();
        (_rows, _windowRowsLeft) = (null, 0);
    }

    private static bool IsAtOrAfter(in JournalRecord record, long nanos) =>
        record.Kind is RecordKind.Input or RecordKind.Output && record.TimestampNanos >= nanos;
}
