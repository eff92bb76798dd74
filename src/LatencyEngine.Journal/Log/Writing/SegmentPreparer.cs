using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Log.Opening;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Always has one spare segment ready, so that a new one costs the writer no pause. Runs a thread of its own; the
/// writing thread takes.
/// </summary>
/// <remarks>
/// Real zeros, written out, because the blocks of a sparse or merely reserved file become real at the first flush after
/// they are written, and that flush takes many times as long. They are flushed where the records will be.
/// </remarks>
internal sealed class SegmentPreparer : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly LogOptions _options;
    private readonly RoomWait _room;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private readonly byte[] _zeros;
    private PreparedSegment? _spare;
    private IOException? _failure;
    private SessionContext? _session;
    private long _nextIndex;
    private bool _isStarved;
    private bool _isStopped;

    public SegmentPreparer(LogOptions options, RoomWait room, OpenedLog opened)
    {
        _options = options;
        _room = room;
        _zeros = new byte[Math.Min(ChunkBytes, options.SegmentBytes)];
        _nextIndex = (opened.LastSegment?.Index ?? 0) + 1;
        if (opened.Spare is { } spare) Reuse(spare);
        _thread = new Thread(Run) { IsBackground = true, Name = "log preparer" };
    }

    /// <summary>Whether there is no spare segment and no room to make one.</summary>
    public bool IsStarved => Volatile.Read(ref _isStarved);

    public void Start()
    {
        if (!_options.RunsOnOneThread) _thread.Start();
    }

    /// <summary>The next spare segments will hold the head of this session.</summary>
    public void Follow(SessionContext session)
    {
        lock (_gate) _session = session;
    }

    /// <summary>Takes the spare; waits for it when it is not ready.</summary>
    /// <exception cref="IOException">It cannot be made, for another reason than a full disk.</exception>
    /// <exception cref="OperationCanceledException">The writer was stopped while it waited for room.</exception>
    public PreparedSegment Take()
    {
        lock (_gate)
        {
            while (_spare is null) WaitForSpare();
            _room.End();
            var taken = _spare;
            _spare = null;
            _nextIndex = taken.Index + 1;
            Monitor.PulseAll(_gate);
            return taken;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }

        if (_thread.IsAlive) _thread.Join();
        _spare?.File.Dispose();
    }

    private void WaitForSpare()
    {
        if (_failure is not null) throw _failure;
        _room.ThrowIfStopped();
        if (_isStarved) _room.Begin();
        if (_options.RunsOnOneThread) TryPrepare(_nextIndex, _session);
        else Monitor.Wait(_gate, _options.RetryAfter);
    }

    private void Reuse(SegmentFile spare)
    {
        var file = _options.Files.Open(spare.Path, writable: true);
        _spare = new PreparedSegment(spare.Index, spare.Path, file, (int)spare.Bytes, 0, 0);
    }

    private void Run()
    {
        while (WaitForWork() is { } work)
        {
            if (!TryPrepare(work.Index, work.Session)) return;
        }
    }

    /// <returns><c>false</c> when no segment can ever be made again.</returns>
    private bool TryPrepare(long index, SessionContext? session)
    {
        try
        {
            Offer(Prepare(index, session));
        }
        catch (DiskFullException)
        {
            Starve();
        }
        catch (IOException failure)
        {
            Fail(failure);
            return false;
        }

        return true;
    }

    private (long Index, SessionContext? Session)? WaitForWork()
    {
        lock (_gate)
        {
            if (_isStarved && !_isStopped) Monitor.Wait(_gate, _options.RetryAfter);
            while (_spare is not null && !_isStopped) Monitor.Wait(_gate);
            return _isStopped ? null : (_nextIndex, _session);
        }
    }

    private PreparedSegment? Prepare(long index, SessionContext? session)
    {
        var unfinished = Path.Combine(_options.Folder, SegmentName.UnfinishedOf(index));
        var path = Path.Combine(_options.Folder, SegmentName.Of(index));
        ILogFile? file = null;
        try
        {
            file = _options.Files.Create(unfinished);
            if (!Fill(file, session)) return Abandon(file, unfinished);
            _options.Files.Rename(unfinished, path);
            if (_options.Flushes) _options.Files.FlushFolder(_options.Folder);
            return new PreparedSegment(
                index, path, file, _options.SegmentBytes, session?.HeadCopy.Length ?? 0, session?.SessionId ?? 0);
        }
        catch (IOException)
        {
            // Whatever room it took is needed elsewhere.
            Abandon(file, unfinished);
            throw;
        }
    }

    private bool Fill(ILogFile file, SessionContext? session)
    {
        for (var at = 0; at < _options.SegmentBytes; at += ChunkBytes)
        {
            if (Volatile.Read(ref _isStopped)) return false;
            file.Write(_zeros.AsSpan(0, Math.Min(ChunkBytes, _options.SegmentBytes - at)), at);
        }

        if (session is not null) file.Write(session.HeadCopy, SegmentLayout.HeadCopyOffset);
        if (_options.Flushes) file.FlushData();
        return true;
    }

    private PreparedSegment? Abandon(ILogFile? file, string path)
    {
        file?.Dispose();
        _options.Files.Delete(path);
        return null;
    }

    private void Offer(PreparedSegment? segment)
    {
        lock (_gate)
        {
            _spare = segment;
            Volatile.Write(ref _isStarved, false);
            Monitor.PulseAll(_gate);
        }
    }

    private void Starve()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isStarved, true);
            Monitor.PulseAll(_gate);
        }
    }

    private void Fail(IOException failure)
    {
        lock (_gate)
        {
            _failure = failure;
            Monitor.PulseAll(_gate);
        }
    }
}
