using LatencyEngine.Journal.Log.Files;

namespace LatencyEngine.Tests.Journal.Log;

/// <summary>A disk that fails on demand: full, broken, short or slow. Any thread.</summary>
internal sealed class FaultyFiles(ILogFiles inner) : ILogFiles
{
    private int _isFull;

    /// <summary>No file may grow; what is there can be written over.</summary>
    public bool IsFull
    {
        get => Volatile.Read(ref _isFull) != 0;
        set => Volatile.Write(ref _isFull, value ? 1 : 0);
    }

    /// <summary>Called before each write; may throw. What it answers is written: the rest fails as on a full disk.</summary>
    public Func<string, int, int> OnWrite { get; set; } = (_, bytes) => bytes;

    /// <summary>Called before each flush; may throw or wait.</summary>
    public Action<string> OnFlush { get; set; } = _ => { };

    public void CreateFolder(string folder) => inner.CreateFolder(folder);

    public IReadOnlyList<string> List(string folder) => inner.List(folder);

    public ILogFile Create(string path) => new FaultyFile(this, path, inner.Create(path));

    public ILogFile Open(string path, bool writable) => new FaultyFile(this, path, inner.Open(path, writable));

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string path) => inner.Delete(path);

    public void FlushFolder(string folder) => inner.FlushFolder(folder);

    public IDisposable? TryLock(string path) => inner.TryLock(path);

    private static DiskFullException Full(string path) => new($"no room for {path}", null);

    private sealed class FaultyFile(FaultyFiles disk, string path, ILogFile file) : ILogFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> target, long offset) => file.Read(target, offset);

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            if (disk.IsFull && offset + source.Length > file.Length) throw Full(path);
            var count = disk.OnWrite(path, source.Length);
            file.Write(source[..count], offset);
            if (count < source.Length) throw Full(path);
        }

        public void FlushData()
        {
            disk.OnFlush(path);
            file.FlushData();
        }

        public void Dispose() => file.Dispose();
    }
}
