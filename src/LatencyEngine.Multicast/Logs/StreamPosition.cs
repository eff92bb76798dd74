using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Multicast.Logs;

/// <summary>A position that one thread writes and others read, alone on its cache lines.</summary>
internal sealed class StreamPosition
{
    private Padded _padded;

    public StreamPosition(long initial) => _padded.Value = initial;

    public long Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _padded.Value);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Volatile.Write(ref _padded.Value, value);
    }

    // Two lines on either side, since the hardware fetches lines in pairs.
    [StructLayout(LayoutKind.Explicit, Size = 264)]
    private struct Padded
    {
        [FieldOffset(128)] public long Value;
    }
}
