using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>The elements of an array as memory. Pure.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal static class ArrayBytes
{
    /// <summary>All elements; of plain values only.</summary>
    public static Span<byte> Of(Array array, int elementSize) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), checked(array.Length * elementSize));

    public static ref byte Element(Array array, int index, int elementSize) =>
        ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array), (nint)index * elementSize);
}
