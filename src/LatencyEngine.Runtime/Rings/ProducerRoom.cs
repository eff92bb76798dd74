using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>
/// What producers keep beside their position, alone between two paddings: written by the one producer, or by any of
/// several.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
internal struct ProducerRoom
{
    public const int SizeInBytes = (2 * CacheLine.PairBytes) + (2 * sizeof(long));

    /// <summary>The last sequence that the gates, when last read, allowed to claim.</summary>
    [FieldOffset(CacheLine.PairBytes)] public long RoomUntil;
    [FieldOffset(CacheLine.PairBytes + 8)] public long Refusals;
}
