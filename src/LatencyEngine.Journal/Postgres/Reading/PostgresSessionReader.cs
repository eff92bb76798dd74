using LatencyEngine.Journal.Postgres.Shipping;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using Npgsql;

namespace LatencyEngine.Journal.Postgres.Reading;

/// <summary>
/// Reads one session from the event store, in the order of its versions. Events kept as JSON come out as the very bytes that
/// they were made of. Owns its connection; used by one thread; allocates a little for every window of rows.
/// </summary>
internal sealed class PostgresSessionReader : ISessionReader
{
    private const int FirstWindowRows = 256;
    private const int WindowRowsMax = 256 * 1024;

    private readonly NpgsqlConnection _connection;
    private readonly SessionRow _session;
    private readonly SessionQueries _queries;
    private readonly JsonBody _json = new();
    private RowStream? _rows;
    private int _windowRows;
    private int _windowRowsLeft;
    private long _nextVersion;
    private long _lastSeqId;
    private long _fromNanos = long.MinValue;

    /// <param name="schema">Quoted.</param>
    public PostgresSessionReader(NpgsqlConnection connection, string schema, SessionRow session)
    {
        (_connection, _session) = (connection, session);
        _queries = new SessionQueries(schema, session);
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
        Seek(new TimeSearch(_connection, _queries).FirstVersionAt(timestampNanos, _session.Version));
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
        if (!_queries.HasVersionIndex) _lastSeqId = version == 1 ? 0 : SeqIdBefore(version);
    }

    private bool TryReadNext(out JournalRecord record)
    {
        record = default;
        while (_rows == null || !_rows.TryNext(SessionQueries.ColumnCount))
        {
            // A window that was not full is the end of what is there now; the next call looks again.
            if (_rows != null && _windowRowsLeft > 0)
            {
                Close();
                return false;
            }
            OpenWindow();
        }
        _windowRowsLeft--;
        record = ReadRow(_rows);
        return true;
    }

    private void OpenWindow()
    {
        Close();
        _rows = new RowStream(_connection, _queries.Window(_nextVersion, _lastSeqId, _windowRows));
        _windowRowsLeft = _windowRows;
        _windowRows = Math.Min(_windowRows * 4, WindowRowsMax);
    }

    private JournalRecord ReadRow(RowStream rows)
    {
        var version = rows.Int64Column();
        if (version != _nextVersion)
            throw new JournalException($"version {_nextVersion} of '{_session.StreamId}' is not in the store; {version} is the next");
        _nextVersion++;
        if (_queries.HasVersionIndex) rows.TryColumn(out _);
        else _lastSeqId = rows.Int64Column();
        if (!rows.TryColumn(out var body)) throw new JournalException($"version {version} of '{_session.StreamId}' has no body");
        return new JournalRecord(_session.FirstSequence + version - 1, JsonBody.IsMessage(body) ? body : _json.ToMessage(body));
    }

    private long SeqIdBefore(long version)
    {
        using var command = new NpgsqlCommand(_queries.SeqIdOf(version - 1), _connection);
        return (long?)command.ExecuteScalar() ?? long.MaxValue;
    }

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
        _rows = null;
    }

    private static bool IsAtOrAfter(in JournalRecord record, long nanos) =>
        record.Kind is RecordKind.Input or RecordKind.Output && record.TimestampNanos >= nanos;
}
