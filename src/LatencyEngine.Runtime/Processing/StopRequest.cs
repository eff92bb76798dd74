using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// The last event to handle, alone on its lines: the processor reads it before every batch, and whoever asks it to
/// stop writes it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeInBytes)]
internal struct StopRequest
{
    public const int SizeInBytes = (2 * CacheLine.PairBytes) + sizeof(long);

    [FieldOffset(CacheLine.PairBytes)] public long LastSequence;
}
