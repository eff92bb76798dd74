using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Opening;
using LatencyEngine.Journal.Log.Reading;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Log;

/// <summary>Reads one session of a log, over all its segments, also while it is written. Used by one thread.</summary>
public sealed class LogSessionReader : ISessionReader
{
    private readonly ILogFiles _files;
    private readonly string _folder;
    private readonly ulong _sessionId;
    private SegmentReader _segment;
    private bool _isSeeking;
    private bool _isStartMissing;
    private long _fromSequence;
    private long _fromNanos;

    internal LogSessionReader(ILogFiles files, string folder, ulong sessionId)
    {
        _files = files;
        _folder = folder;
        _sessionId = sessionId;
        _segment = new SegmentReader(files, Segments()[0]);
        var header = _segment.Segment.Begun;
        Head = SessionHead.Parse(new JournalRecord(header.SessionFirstSequence, _segment.ReadHead()));
        _isStartMissing = _isSeeking = header.FirstSequence != header.SessionFirstSequence;
    }

    public SessionHead Head { get; }

    public bool TryRead(out JournalRecord record)
    {
        if (_isSeeking) return TryFind(out record);
        return _segment.TryRead(out record) || TryReadFurther(out record);
    }

    public void SeekSequence(long sequence)
    {
        var segments = Segments();
        var first = segments[0].Begun;
        var start = Math.Max(sequence, first.SessionFirstSequence);
        if (start < first.FirstSequence) throw Removed(start, first.FirstSequence);
        GoTo(segments.Last(segment => segment.Begun.FirstSequence <= start));
        Seek(start, long.MinValue);
    }

    public void SeekTime(long timestampNanos)
    {
        var segments = Segments();
        // The last segment that starts earlier: those before it end earlier too, because time never goes back.
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (SegmentTimes.FirstNanos(_files, segments[middle]) is { } nanos && nanos < timestampNanos) low = middle;
            else high = middle - 1;
        }

        GoTo(segments[low]);
        Seek(0, timestampNanos);
    }

    public void Dispose() => _segment.Dispose();

    private void Seek(long fromSequence, long fromNanos)
    {
        (_fromSequence, _fromNanos) = (fromSequence, fromNanos);
        _isSeeking = true;
        _isStartMissing = false;
    }

    private void GoTo(SegmentFile segment)
    {
        _segment.Dispose();
        _segment = new SegmentReader(_files, segment);
    }

    private bool TryFind(out JournalRecord record)
    {
        if (_isStartMissing) throw Removed(Head.FirstSequence, _segment.NextSequence);
        while (_segment.TryRead(out record) || TryReadFurther(out record))
        {
            if (record.Sequence < _fromSequence) continue;
            if (_fromNanos != long.MinValue && !SegmentTimes.IsAtOrAfter(record, _fromNanos)) continue;
            _isSeeking = false;
            return true;
        }

        return false;
    }

    /// <summary>The next segment was begun only when this one was complete.</summary>
    private bool TryReadFurther(out JournalRecord record)
    {
        record = default;
        if (NextSegment() is not { } next) return false;
        if (_segment.TryRead(out record)) return true;
        if (next.Begun.FirstSequence != _segment.NextSequence)
            throw new DamagedLogException(_segment.Segment.Path, _segment.Offset, _segment.NextSequence,
                $"segment {next.Index} begins with record {next.Begun.FirstSequence}");
        if (next.Begun.SessionId != _sessionId) return false;
        GoTo(next);
        return _segment.TryRead(out record) || TryReadFurther(out record);
    }

    private SegmentFile? NextSegment()
    {
        try
        {
            var next = SegmentFile.Read(_files, _folder, _segment.Segment.Index + 1);
            if (!next.IsBegun && next.Fault is null) return null;
            return SegmentOrder.FaultOf(next, _segment.Segment) is { } fault ? throw fault : next;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private IReadOnlyList<SegmentFile> Segments()
    {
        var segments = LiveSegments.Load(_files, _folder).Where(segment => segment.Begun.SessionId == _sessionId);
        IReadOnlyList<SegmentFile> mine = [.. segments];
        return mine.Count > 0 ? mine : throw new JournalException($"there is no session {_sessionId} in {_folder}");
    }

    private JournalException Removed(long wanted, long first) => new(
        $"record {wanted} of session {_sessionId} was removed by retention: the log in {_folder} has it from {first}");
}
