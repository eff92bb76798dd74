using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>Everything a single producer writes for itself, alone between two paddings. The producer's thread.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
internal struct ProducerPosition
{
    public const int SizeInBytes = (2 * CacheLine.PairBytes) + (3 * sizeof(long));

    [FieldOffset(CacheLine.PairBytes)] public long LastPublished;

    /// <summary>The last sequence that the gates, when last read, allowed to claim.</summary>
    [FieldOffset(CacheLine.PairBytes + 8)] public long RoomUntil;
    [FieldOffset(CacheLine.PairBytes + 16)] public long Refusals;
}
