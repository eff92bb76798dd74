using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Processing;

/// <summary>
/// Keeps a value that one thread writes off the lines of what stands before and behind it. The owner's thread.
/// </summary>
/// <remarks>
/// As <see cref="Padded{TValue}"/>, for the last field of an object whose first ones fill no line: in front of it may
/// lie somebody else's object.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct Apart<TValue>
    where TValue : struct
{
    public Space Before;
    public TValue Value;
    public Space After;

    [StructLayout(LayoutKind.Sequential, Size = CacheLine.PairBytes)]
    public struct Space;
}
