namespace LatencyEngine.Journal.Log.Files;

/// <summary>The real disk. Any thread; no state.</summary>
public sealed class DiskFiles : ILogFiles
{
    public static DiskFiles Instance { get; } = new();

    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    public IReadOnlyList<string> List(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))]
        : [];

    public ILogFile Create(string path) => Opened(path, FileMode.Create, FileAccess.ReadWrite);

    public ILogFile Open(string path, bool writable) =>
        Opened(path, FileMode.Open, writable ? FileAccess.ReadWrite : FileAccess.Read);

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    public void FlushFolder(string folder)
    {
        // Elsewhere the names are the file system's own business, and no call asks for more.
        if (OperatingSystem.IsLinux()) LinuxFiles.FlushFolder(folder);
    }

    public IDisposable? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static DiskFile Opened(string path, FileMode mode, FileAccess access)
    {
        try
        {
            var share = FileShare.ReadWrite | FileShare.Delete;
            return new DiskFile(path, File.OpenHandle(path, mode, access, share));
        }
        catch (IOException failure) when (DiskErrors.IsFull(failure))
        {
            throw DiskErrors.Full(path, failure);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException($"{path} may not be opened by this user", refusal);
        }
    }
}
