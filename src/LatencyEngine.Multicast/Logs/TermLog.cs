using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Logs;

/// <summary>
/// The memory of one stream: three terms used in turn. A frame whose length is zero is not there yet; the length is
/// stored last. Held by everybody who uses it, and released by the last.
/// </summary>
/// <remarks>
/// <b>Cost.</b> The system backs pages when they are first written, so that a stream that carries little costs little.
/// <b>Invariant.</b> Whoever lets a writer go on has zeroed what it will come to: a stale length would be taken for a frame.
/// </remarks>
internal sealed unsafe class TermLog
{
    private byte* _memory;
    private readonly long _bytes;
    private int _holders = 1;

    /// <exception cref="OutOfMemoryException">The system has no room for three terms.</exception>
    public TermLog(StreamLayout layout)
    {
        Layout = layout;
        _bytes = (long)layout.TermLengthBytes * StreamLayout.PartitionCount;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)_bytes);
    }

    ~TermLog() => Free();

    public StreamLayout Layout { get; }

    /// <summary>One more user, who will <see cref="Release"/>.</summary>
    public TermLog Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0) Free();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* At(long position) =>
        _memory + ((long)Layout.PartitionAt(position) * Layout.TermLengthBytes) + Layout.OffsetAt(position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref DataHeader HeaderAt(long position) => ref *(DataHeader*)At(position);

    /// <summary>Length of the frame at a position; 0 while it is not there. What it covers may be read afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LengthAt(long position) => Volatile.Read(ref *(int*)At(position));

    /// <summary>Lets others see the frame at a position, which is complete but for its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long position, int frameBytes) => Volatile.Write(ref *(int*)At(position), frameBytes);

    /// <summary>Zeroes from one position to another, across the ends of terms.</summary>
    public void Clear(long from, long to)
    {
        while (from < to)
        {
            var bytes = (int)Math.Min(to - from, Layout.RestOfTerm(from));
            NativeMemory.Clear(At(from), (nuint)bytes);
            from += bytes;
        }
    }

    // Also when somebody forgot to release: the finalizer knows that nobody uses it any more.
    private void Free()
    {
        if (_memory is null) return;
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
