using LatencyEngine.Journal.Log.Files;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>
/// A disk in memory that keeps what was not flushed apart: a power cut drops, reorders and tears it by sectors, and
/// loses names that were not flushed. It can also break at any chosen operation. Any thread.
/// </summary>
internal sealed class SimulatedDisk : ILogFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SimulatedFile> _files = [];
    private readonly HashSet<string> _locks = [];

    // The names as the disk has them, and what was done since they were flushed, in order.
    private readonly Dictionary<string, SimulatedFile> _flushedNames = [];
    private readonly List<Action<Dictionary<string, SimulatedFile>>> _unflushedNames = [];
    private long _operations;

    /// <summary>The disk stops working after this many changes; each is done first.</summary>
    public long BreaksAfter { get; set; } = long.MaxValue;

    public long Operations
    {
        get
        {
            lock (_gate) return _operations;
        }
    }

    public IEnumerable<string> Paths => _files.Keys.Order(StringComparer.Ordinal);

    public ReadOnlySpan<byte> this[string path] => _files[path].Bytes;

    /// <summary>One byte, while threads are at work.</summary>
    public byte Read(string path, int offset)
    {
        lock (_gate) return _files[path].Bytes[offset];
    }

    /// <summary>Puts content there as if it had always been.</summary>
    public void Put(string path, ReadOnlySpan<byte> content) =>
        _files[path] = _flushedNames[path] = new SimulatedFile(content);

    public void Remove(string path)
    {
        _files.Remove(path);
        _flushedNames.Remove(path);
    }

    /// <summary>The process ends: its locks are gone, everything else stays as programs saw it, flushed or not.</summary>
    public void EndProcess()
    {
        lock (_gate)
        {
            _locks.Clear();
            _operations = 0;
            BreaksAfter = long.MaxValue;
        }
    }

    /// <summary>Another disk with the same content.</summary>
    public SimulatedDisk Copy()
    {
        var disk = new SimulatedDisk();
        foreach (var (path, file) in _files) disk.Put(path, file.Bytes);
        return disk;
    }

    /// <summary>What is there after the power was off.</summary>
    public SimulatedDisk AfterPowerCut(Random random)
    {
        var disk = new SimulatedDisk();
        lock (_gate)
        {
            var names = new Dictionary<string, SimulatedFile>(_flushedNames);
            foreach (var change in _unflushedNames.Take(random.Next(_unflushedNames.Count + 1))) change(names);
            foreach (var (path, file) in names) disk.Put(path, file.AfterPowerCut(random).Bytes);
        }

        return disk;
    }

    public void CreateFolder(string folder)
    {
        // Folders are prefixes of names.
    }

    public IReadOnlyList<string> List(string folder)
    {
        lock (_gate) return [.. _files.Keys.Where(p => Path.GetDirectoryName(p) == folder).Select(p => Path.GetFileName(p))];
    }

    public ILogFile Create(string path) => Change(() =>
    {
        var file = new SimulatedFile([]);
        Rename(names => names[path] = file);
        return new Handle(this, file);
    });

    public ILogFile Open(string path, bool writable)
    {
        lock (_gate)
        {
            return _files.TryGetValue(path, out var file)
                ? new Handle(this, file)
                : throw new FileNotFoundException("no such file", path);
        }
    }

    public void Rename(string from, string to) => Change(() =>
    {
        var file = _files[from];
        Rename(names =>
        {
            names.Remove(from);
            names[to] = file;
        });
        return 0;
    });

    public void Delete(string path) => Change(() =>
    {
        Rename(names => names.Remove(path));
        return 0;
    });

    public void FlushFolder(string folder) => Change(() =>
    {
        foreach (var change in _unflushedNames) change(_flushedNames);
        _unflushedNames.Clear();
        return 0;
    });

    public IDisposable? TryLock(string path)
    {
        lock (_gate) return _locks.Add(path) ? new Held(this, path) : null;
    }

    private void Rename(Action<Dictionary<string, SimulatedFile>> change)
    {
        change(_files);
        _unflushedNames.Add(change);
    }

    private T Change<T>(Func<T> change)
    {
        lock (_gate)
        {
            if (_operations >= BreaksAfter) throw new IOException("the power is off");
            var result = change();
            if (++_operations >= BreaksAfter) throw new IOException("the power is off");
            return result;
        }
    }

    private sealed class Handle(SimulatedDisk disk, SimulatedFile file) : ILogFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> target, long offset)
        {
            lock (disk._gate) return file.Read(target, offset);
        }

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            var bytes = source.ToArray();
            disk.Change(() =>
            {
                file.Write(bytes, offset);
                return 0;
            });
        }

        public void FlushData() => disk.Change(() =>
        {
            // The call that the power cut interrupts has no effect.
            if (disk._operations + 1 < disk.BreaksAfter) file.Flush();
            return 0;
        });

        public void Dispose()
        {
            // Nothing is open.
        }
    }

    private sealed class Held(SimulatedDisk disk, string path) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._gate) disk._locks.Remove(path);
        }
    }
}
