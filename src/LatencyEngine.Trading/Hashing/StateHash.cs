using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LatencyEngine.Trading.Hashing;

/// <summary>
/// A running 64-bit hash of state or outputs: equal for equal content on every host, whatever the layout in memory.
/// One thread; a value. Not cryptographic: it finds differences, not forgers.
/// </summary>
/// <remarks>
/// Words are mixed as in the finalizer of SplitMix64 (Steele, Lea and Flood, 2014): multiply, rotate, multiply.
/// </remarks>
public struct StateHash
{
    private const ulong First = 0xBF58476D1CE4E5B9;
    private const ulong Second = 0x94D049BB133111EB;

    private ulong _value;

    public readonly ulong Value => _value;

    /// <summary>A hash that goes on from the value of another.</summary>
    public static StateHash From(ulong value) => new() { _value = value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong word) => _value = BitOperations.RotateLeft((_value ^ (word * First)) * Second, 31) + First;

    public void Add(long word) => Add((ulong)word);

    public void Add(Int128 number)
    {
        Add((ulong)(number >> 64));
        Add((ulong)number);
    }

    /// <summary>Adds bytes and their count.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) Add(BitConverter.IsLittleEndian ? word : BinaryReverse(word));
        var rest = 0UL;
        for (var i = words.Length * sizeof(ulong); i < bytes.Length; i++) rest = (rest << 8) | bytes[i];
        Add(rest);
    }

    private static ulong BinaryReverse(ulong word) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
}
