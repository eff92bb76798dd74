using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// A flyweight by hand: one check for each block and each variable field, none per field. The limit of a
/// message with groups and data.
/// </summary>
internal ref struct BlockWriter(Span<byte> buffer)
{
    private readonly ref byte _start = ref MemoryMarshal.GetReference(buffer);
    private readonly int _length = buffer.Length;
    private int _position;

    public readonly int Position => _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Block(int size)
    {
        var at = _position;
        if ((uint)size > (uint)(_length - at)) ThrowTooShort();
        _position = at + size;
        return ref Unsafe.Add(ref _start, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Group(ushort blockLength, ushort count)
    {
        ref var dimensions = ref Block(sizeof(ushort) * 2);
        Put(ref dimensions, 0, blockLength);
        Put(ref dimensions, sizeof(ushort), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ShortGroup(byte blockLength, byte count)
    {
        ref var dimensions = ref Block(sizeof(byte) * 2);
        Put(ref dimensions, 0, blockLength);
        Put(ref dimensions, sizeof(byte), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Data<TLength>(TLength length, ReadOnlySpan<byte> content)
        where TLength : unmanaged
    {
        ref var field = ref Block(Unsafe.SizeOf<TLength>() + content.Length);
        Put(ref field, 0, length);
        content.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref field, Unsafe.SizeOf<TLength>()),
            content.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TValue>(ref byte block, int offset, TValue value)
        where TValue : unmanaged =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref block, offset), value);

    private static void ThrowTooShort() =>
        throw new ArgumentException("The buffer is too short for the message.");
}
