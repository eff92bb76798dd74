namespace LatencyEngine.Journal.Log.Files;

/// <summary>
/// The files of a journal folder, as far as the log needs them. Any thread. Implemented by the real disk and, in tests,
/// by disks that fail or lose what was not flushed.
/// </summary>
/// <exception cref="DiskFullException">There is no room; the call may be repeated.</exception>
/// <exception cref="IOException">Anything else that went wrong.</exception>
public interface ILogFiles
{
    /// <summary>Makes the folder and those above it where they are missing.</summary>
    void CreateFolder(string folder);

    /// <summary>Names of the files in the folder, in no order; empty when it is not there.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Makes an empty file, in place of one that is there.</summary>
    ILogFile Create(string path);

    /// <exception cref="FileNotFoundException">It is not there.</exception>
    ILogFile Open(string path, bool writable);

    void Rename(string from, string to);

    /// <summary>Nothing happens when it is not there.</summary>
    void Delete(string path);

    /// <summary>Makes names that were created, renamed or deleted survive a loss of power.</summary>
    void FlushFolder(string folder);

    /// <summary>Takes a lock that ends with the process, however it ends.</summary>
    /// <returns><c>null</c> when somebody holds it.</returns>
    IDisposable? TryLock(string path);
}
