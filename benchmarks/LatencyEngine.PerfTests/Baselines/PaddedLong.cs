using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// A shared counter alone on its cache lines, and alone in its pair of lines for the adjacent-line
/// prefetcher.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedLong
{
    [FieldOffset(128)] private long _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Acquire() => Volatile.Read(ref _value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long value) => Volatile.Write(ref _value, value);

    public bool TryMove(long from, long to) => Interlocked.CompareExchange(ref _value, to, from) == from;
}
