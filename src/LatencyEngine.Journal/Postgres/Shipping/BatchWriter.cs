using LatencyEngine.Domain;
using LatencyEngine.Journal.Postgres.Schema;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;
using LatencyEngine.Runtime.Errors;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>
/// Writes what a session's reader has, a transaction at a time. One thread; used again for every transaction of a
/// session.
/// </summary>
/// <remarks>
/// <para><b>Order.</b> BEGIN; COPY the events; flush the read models; move the stream from its previous version, one row or it
/// is a conflict; see that nobody took a number; NOTIFY; COMMIT; and only then the sequence. A crash before COMMIT leaves
/// nothing, one after it leaves everything but the sequence, which the next connection brings up.</para>
/// <para><b>Cost.</b> Rows are encoded while the server takes the ones before, from a buffer into the socket.</para>
/// </remarks>
internal sealed class BatchWriter
{
    private readonly StoreConnection _store;
    private readonly ShipperOptions _options;
    private readonly ISessionReader _reader;
    private readonly EventRowEncoder _encoder;
    private readonly EventCopy _copy = new();
    private readonly BatchCommit _commit;
    private readonly string _copyStatement;
    private long _lastSeqId;
    private long[]? _reserved;
    private int _rows;
    private int _rowsMax;
    private long _bytes;
    private bool _isEnded;
    private bool _hasMore;

    public BatchWriter(
        StoreConnection store, ShipperOptions options, ISessionReader reader, SessionRow session, StorePosition position)
    {
        (_store, _options, _reader, Session) = (store, options, reader, session);
        (_lastSeqId, SharesSequence) = (position.LastSeqId, position.SharesSequence || options.Sequence == SequenceSource.Store);
        _encoder = new EventRowEncoder(session.StreamId, options.Shard, reader.Head, options.Audit);
        _commit = new BatchCommit(store);
        _copyStatement = $"copy {store.Schema.Quoted}.{session.Segment ?? MartenTables.Events} "
            + $"{EventRowEncoder.Columns} from stdin (format binary)";
    }

    /// <summary>As of the last commit.</summary>
    public SessionRow Session { get; private set; }

    /// <summary>Whether numbers come from the store's sequence.</summary>
    public bool SharesSequence { get; private set; }

    public long LastSeqId => _lastSeqId;

    /// <returns>How many records were committed; 0 when there are none now, and nothing was begun.</returns>
    public async Task<int> WriteAsync(DurableMarks marks, CancellationToken cancellation)
    {
        Reset();
        if (!SharesSequence && _lastSeqId > Session.LastSequence) SharesSequence = true; // Ours would come twice.
        if (SharesSequence && !CountAhead()) return 0;
        if (!SharesSequence) Fill();
        if (!SharesSequence && _rows == 0) return 0;

        await _commit.BeginAsync(cancellation).ConfigureAwait(false);
        if (SharesSequence) await ReserveAsync(cancellation).ConfigureAwait(false);
        await CopyAsync(cancellation).ConfigureAwait(false);
        foreach (var projection in _options.Projections)
            await projection.FlushAsync(_store.Connection, cancellation).ConfigureAwait(false);
        var after = Session with { Version = Session.Version + _rows, Bytes = Session.Bytes + _bytes, IsEnded = _isEnded };
        await FinishAsync(after, marks, cancellation).ConfigureAwait(false);
        return _rows;
    }

    private void Reset()
    {
        (_rows, _rowsMax, _bytes, _isEnded, _hasMore) = (0, RowsMax(), 0, Session.IsEnded, true);
        _reserved = null;
        _copy.Reset();
    }

    private int RowsMax()
    {
        var durable = _options.LogDurableSequence?.Invoke() ?? long.MaxValue;
        return (int)Math.Clamp(durable - Session.LastSequence, 0, _options.BatchRowsMax);
    }

    /// <summary>Reads ahead and goes back: numbers that were taken and not used would be holes.</summary>
    private bool CountAhead()
    {
        var count = 0;
        while (count < _rowsMax && _reader.TryRead(out _)) count++;
        _rowsMax = count;
        if (count > 0) _reader.SeekSequence(Session.LastSequence + 1);
        return count > 0;
    }

    private async Task ReserveAsync(CancellationToken cancellation)
    {
        await _commit.ShareAsync(cancellation).ConfigureAwait(false);
        _reserved = await _commit.ReserveAsync(Session.StreamId, _rowsMax, cancellation).ConfigureAwait(false);
        Fill();
    }

    private async Task CopyAsync(CancellationToken cancellation)
    {
        while (_hasMore)
        {
            await _copy.SendAsync(_store.Connection, _copyStatement, cancellation).ConfigureAwait(false);
            Fill();
        }
        await _copy.CompleteAsync(_store.Connection, _copyStatement, cancellation).ConfigureAwait(false);
    }

    private void Fill()
    {
        while (_hasMore && !_copy.IsFull)
        {
            var record = default(JournalRecord);
            _hasMore = _rows < _rowsMax && _reader.TryRead(out record);
            if (_hasMore) Add(record);
        }
    }

    private void Add(in JournalRecord record)
    {
        var expected = Session.LastSequence + 1 + _rows;
        if (record.Sequence != expected)
            throw new JournalException($"the log gives record {record.Sequence} of '{Session.StreamId}' where {expected} follows");
        var seqId = _reserved == null ? record.Sequence : _reserved[_rows];
        _copy.End = _encoder.Encode(record, seqId, ref _copy.Buffer, _copy.End);
        foreach (var projection in _options.Projections) projection.Add(record);
        _isEnded = record.TemplateId == SessionEnded.TemplateId;
        _bytes += record.Message.Length;
        _rows++;
    }

    private async Task FinishAsync(SessionRow after, DurableMarks marks, CancellationToken cancellation)
    {
        Invariant.Check(_reserved == null || _rows == _reserved.Length);
        var last = _reserved == null ? after.LastSequence : _reserved[^1];
        var wal = _reserved == null
            ? await _commit.CommitAsync(Session, after, _lastSeqId, last, cancellation).ConfigureAwait(false)
            : await _commit.CommitReservedAsync(Session, after, cancellation).ConfigureAwait(false);
        (Session, _lastSeqId) = (after, last);
        marks.Add(after.LastSequence, wal.End);
        marks.Flushed(wal.Flushed);
    }
}
