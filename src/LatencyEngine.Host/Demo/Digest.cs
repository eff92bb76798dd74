using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Host.Demo;

/// <summary>
/// A running 64-bit FNV-1a hash over whole words, to tell whether two runs saw the same bytes in the same order.
/// </summary>
internal sealed class Digest
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public ulong Value { get; private set; } = Offset;

    public long Count { get; private set; }

    public void Add<T>(in T item)
        where T : unmanaged
    {
        var value = Value;
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in item));
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) value = (value ^ word) * Prime;
        for (var i = Unsafe.SizeOf<T>() & ~7; i < bytes.Length; i++) value = (value ^ bytes[i]) * Prime;
        Value = value;
        Count++;
    }
}
