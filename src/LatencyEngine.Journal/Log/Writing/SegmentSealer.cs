using LatencyEngine.Journal.Log.Files;
using LatencyEngine.Journal.Log.Format;
using LatencyEngine.Journal.Log.Opening;

namespace LatencyEngine.Journal.Log.Writing;

/// <summary>
/// Seals complete segments in their order: hashes each and writes the hash into the next one. Runs a thread of its own;
/// what it has not done when the process ends is done after the next start.
/// </summary>
internal sealed class SegmentSealer : IDisposable
{
    private readonly LogOptions _options;
    private readonly WriterHealth _health;
    private readonly Queue<(long Index, int EndOffset)> _work = [];
    private readonly Thread _thread;
    private bool _isStopped;
    private bool _hasGivenUp;

    public SegmentSealer(LogOptions options, WriterHealth health, IEnumerable<long> unsealed)
    {
        _options = options;
        _health = health;
        foreach (var index in unsealed) _work.Enqueue((index, 0));
        _thread = new Thread(Run) { IsBackground = true, Name = "log sealer" };
    }

    public void Start()
    {
        if (!_options.RunsOnOneThread) _thread.Start();
        while (_options.RunsOnOneThread && !_hasGivenUp && _work.TryDequeue(out var work))
            _hasGivenUp = !TrySeal(work.Index, work.EndOffset);
    }

    /// <param name="endOffset">Behind the last record; 0 when it has to be found.</param>
    public void Add(long index, int endOffset)
    {
        lock (_work)
        {
            _work.Enqueue((index, endOffset));
            Monitor.PulseAll(_work);
        }

        if (_options.RunsOnOneThread && !_hasGivenUp && _work.TryDequeue(out var work))
            _hasGivenUp = !TrySeal(work.Index, work.EndOffset);
    }

    /// <summary>Seals what is there and ends the thread.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _isStopped = true;
            Monitor.PulseAll(_work);
        }

        if (_thread.IsAlive) _thread.Join();
    }

    /// <summary>Writes the hash of a segment into the one that follows it.</summary>
    public static void Seal(LogOptions options, long index, int endOffset)
    {
        var segment = SegmentFile.Read(options.Files, options.Folder, index);
        if (endOffset == 0) endOffset = FindEnd(options, segment);
        string hash;
        using (var file = options.Files.Open(segment.Path, writable: false)) hash = SegmentHash.Of(file, endOffset);
        Span<byte> sector = stackalloc byte[SegmentLayout.SectorBytes];
        new SegmentAnchor { SegmentIndex = index + 1, PreviousHash = hash }.Write(sector);
        var next = Path.Combine(options.Folder, SegmentName.Of(index + 1));
        using var nextFile = options.Files.Open(next, writable: true);
        nextFile.Write(sector, SegmentLayout.AnchorOffset);
        if (options.Flushes) nextFile.FlushData();
    }

    private static int FindEnd(LogOptions options, SegmentFile segment)
    {
        using var image = new SegmentImage();
        var scan = SegmentScan.Run(options.Files, image, segment);
        return scan.Tail.Kind == TailKind.Clean ? scan.EndOffset : throw scan.Damage(segment);
    }

    private void Run()
    {
        while (WaitForWork() is { } work)
        {
            if (!TrySeal(work.Index, work.EndOffset)) return;
        }
    }

    private bool TrySeal(long index, int endOffset)
    {
        try
        {
            Seal(_options, index, endOffset);
            return true;
        }
        catch (DiskFullException)
        {
            // Done after the next start; the order of the chain allows nothing after it.
            return false;
        }
        catch (IOException failure)
        {
            _health.Poison("sealing a segment", failure);
            return false;
        }
    }

    private (long Index, int EndOffset)? WaitForWork()
    {
        lock (_work)
        {
            while (_work.Count == 0 && !_isStopped) Monitor.Wait(_work);
            return _work.Count == 0 ? null : _work.Dequeue();
        }
    }
}
