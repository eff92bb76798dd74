using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// The reading side of <see cref="BlockWriter"/>. Takes block lengths from the wire, as a codec must.
/// </summary>
internal ref struct BlockReader(ReadOnlySpan<byte> buffer)
{
    private readonly ref byte _start = ref MemoryMarshal.GetReference(buffer);
    private readonly int _length = buffer.Length;
    private int _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Block(int size)
    {
        var at = _position;
        if ((uint)size > (uint)(_length - at)) ThrowTooShort();
        _position = at + size;
        return ref Unsafe.Add(ref _start, at);
    }

    /// <summary>
    /// A block whose length stands on the wire and must hold at least the fields that are known.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Block(int wireLength, int knownLength)
    {
        if (wireLength < knownLength) ThrowTooShort();
        return ref Block(wireLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Group(out int blockLength)
    {
        ref var dimensions = ref Block(sizeof(ushort) * 2);
        blockLength = Get<ushort>(ref dimensions, 0);
        return Get<ushort>(ref dimensions, sizeof(ushort));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ShortGroup(out int blockLength)
    {
        ref var dimensions = ref Block(sizeof(byte) * 2);
        blockLength = Get<byte>(ref dimensions, 0);
        return Get<byte>(ref dimensions, sizeof(byte));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text()
    {
        var length = Get<ushort>(ref Block(sizeof(ushort)), 0);
        return MemoryMarshal.CreateReadOnlySpan(ref Block(length), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Get<uint>(ref Block(sizeof(uint)), 0);
        return MemoryMarshal.CreateReadOnlySpan(ref Block(length), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TValue Get<TValue>(ref byte block, int offset)
        where TValue : unmanaged =>
        Unsafe.ReadUnaligned<TValue>(ref Unsafe.Add(ref block, offset));

    private static void ThrowTooShort() =>
        throw new ArgumentException("The message is shorter than it says.");
}
