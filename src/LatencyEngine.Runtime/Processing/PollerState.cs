using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// What a polling thread writes for itself, off everybody else's lines. Other threads read the counters now and then.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
internal struct PollerState
{
    public const int SizeInBytes = (2 * CacheLine.PairBytes) + (4 * sizeof(long));

    [FieldOffset(CacheLine.PairBytes)] public long Next;
    [FieldOffset(CacheLine.PairBytes + 8)] public long InHand;
    [FieldOffset(CacheLine.PairBytes + 16)] public long Batches;
    [FieldOffset(CacheLine.PairBytes + 24)] public long LargestBatch;
}
