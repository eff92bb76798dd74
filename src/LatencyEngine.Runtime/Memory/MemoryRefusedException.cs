namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// A buffer could not be had: its size overflows, or the operating system refused it. Says whose and how large.
/// </summary>
[ColdPath("buffers are made at start-up")]
public sealed class MemoryRefusedException : Exception
{
    public MemoryRefusedException() : this("memory refused")
    {
    }

    public MemoryRefusedException(string message) : base(message)
    {
    }

    public MemoryRefusedException(string message, Exception cause) : base(message, cause)
    {
    }
}
