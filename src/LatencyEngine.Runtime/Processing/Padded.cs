using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>Keeps a value that one thread writes off the lines of what follows. The owner's thread.</summary>
/// <remarks>
/// A generic struct cannot have an explicit layout, and the runtime may reorder the fields of one that holds
/// references; a layout
/// test holds the distance.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct Padded<TValue>
    where TValue : struct
{
    public TValue Value;
    public Space After;

    [StructLayout(LayoutKind.Sequential, Size = CacheLine.PairBytes)]
    public struct Space;
}
