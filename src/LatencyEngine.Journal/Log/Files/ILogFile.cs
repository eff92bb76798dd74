namespace LatencyEngine.Journal.Log.Files;

/// <summary>One open file of a log. Reads and writes at different places may come from different threads.</summary>
/// <exception cref="DiskFullException">There is no room; the call may be repeated.</exception>
/// <exception cref="IOException">Anything else that went wrong.</exception>
public interface ILogFile : IDisposable
{
    /// <summary>In bytes.</summary>
    long Length { get; }

    /// <returns>Bytes read: fewer than asked only at the end of the file.</returns>
    int Read(Span<byte> target, long offset);

    /// <summary>Writes all of it. When it throws, any part of it may have been written.</summary>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Returns when everything written, and the length, will survive a loss of power.</summary>
    void FlushData();
}
