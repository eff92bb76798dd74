using Microsoft.Win32.SafeHandles;

namespace LatencyEngine.Journal.Log.Files;

/// <summary>A file of the real disk.</summary>
internal sealed class DiskFile(string path, SafeFileHandle handle) : ILogFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(Span<byte> target, long offset)
    {
        var total = 0;
        while (total < target.Length)
        {
            var count = RandomAccess.Read(handle, target[total..], offset + total);
            if (count == 0) break;
            total += count;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        try
        {
            RandomAccess.Write(handle, source, offset);
        }
        catch (IOException failure) when (DiskErrors.IsFull(failure))
        {
            throw DiskErrors.Full(path, failure);
        }
    }

    public void FlushData()
    {
        // fdatasync leaves out the time of the last change, which fsync would journal on every commit.
        if (OperatingSystem.IsLinux()) LinuxFiles.FlushData(handle, path);
        else RandomAccess.FlushToDisk(handle);
    }

    public void Dispose() => handle.Dispose();
}
