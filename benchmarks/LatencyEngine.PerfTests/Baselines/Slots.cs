using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>Zeroed, aligned, unmanaged slots of a bare ring; capacity is a power of two.</summary>
internal sealed unsafe class Slots<T> : IDisposable
    where T : unmanaged
{
    private const nuint AlignmentBytes = 4096;

    private readonly T* _first;
    private readonly long _mask;

    public Slots(int capacity)
    {
        if (!int.IsPow2(capacity))
            throw new ArgumentException($"{capacity} is not a power of two.", nameof(capacity));
        var sizeBytes = (nuint)capacity * (nuint)sizeof(T);
        _first = (T*)NativeMemory.AlignedAlloc(sizeBytes, AlignmentBytes);
        NativeMemory.Clear(_first, sizeBytes); // Touches every page before the first event.
        _mask = capacity - 1;
    }

    public long Capacity => _mask + 1;

    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _first[sequence & _mask];
    }

    public void Dispose() => NativeMemory.AlignedFree(_first);
}
