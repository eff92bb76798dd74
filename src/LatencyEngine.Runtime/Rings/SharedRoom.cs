using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Rings;

/// <summary>What several producers share besides their claim counter, off everybody else's lines. Any producer writes.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
internal struct SharedRoom
{
    public const int SizeInBytes = (2 * CacheLine.PairBytes) + (2 * sizeof(long));

    /// <summary>The last sequence that the gates, when last read, allowed to claim.</summary>
    [FieldOffset(CacheLine.PairBytes)] public long RoomUntil;
    [FieldOffset(CacheLine.PairBytes + 8)] public long Refusals;
}
